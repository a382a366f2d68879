"""``chufei account``: the secrets of accounts, as an administrator deals with them; each is printed once."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from api.app import App
from api.cli.call import Call
from api.cli.exits import DAMAGED, OK
from api.cli.output import Out
from api.cli.parser import Parser, Verbs
from api.first_password import FirstPassword, given
from api.outside import ISSUER, NO_ISSUER
from api.secrets_kept import KINDS, OPERATOR, detail_of, named, within_reach
from api.standing_tokens import standing
from domain.actor import Role
from domain.instants import clock
from domain.words import Words
from workflows.identity.administrators import KEEPERS, READERS, check
from workflows.identity.lifetimes import TOKEN_DAYS
from workflows.identity.shapes import ApiToken, Fact
from workflows.identity.tokens import NO_SCOPE
from workflows.scopes import Scope

ID: Final = Words("账号，在名册里", "the account, of the roster")


def add(verbs: Verbs) -> None:
    """Hang the verbs into the tree."""
    group = verbs.group("account", Words("账号的密码、密钥、验证码", "passwords, tokens and codes of accounts"))
    _account(group.add("password", Words("发一次性密码", "give a one-time password"), password))
    _account(group.add("log-out", Words("结束其各处的登录", "end all sessions of an account"), log_out))
    _account(group.add("tokens", Words("列出其密钥", "list the tokens of an account"), tokens))
    parser = group.add("token", Words("签发程序用的密钥", "mint a token for a program"), token)
    _account(parser)
    each = ",".join(Scope)
    parser.takes("--scopes", required=True, metavar="SCOPES", words=Words(f"范围：{each}", f"of {each}"))
    words = Words(f"有效天数，默认 {TOKEN_DAYS}", f"days until it ends ({TOKEN_DAYS})")
    parser.takes("--days", type=int, default=TOKEN_DAYS, metavar="N", words=words)
    parser.takes("--label", default="", metavar="TEXT", words=Words("用途", "what it is for"))
    parser = group.add("revoke", Words("撤销密钥", "revoke a token"), revoke)
    _account(parser)
    parser.takes(
        "prefix", metavar="NAME", words=Words("密钥名称，chufei_ 后面的八位", "the eight letters after chufei_")
    )
    parser = group.add("totp", Words("动态验证码", "codes of an app"), totp)
    _account(parser)
    parser.takes("--reset", action="store_true", words=Words("关闭，如手机遗失", "turn them off, for a lost telephone"))
    parser = group.add("link", Words("关联统一认证里的身份", "link an identity of the provider"), link)
    _account(parser)
    parser.takes("--subject", required=True, metavar="SUB", words=Words("对方的用户标识 sub", "its subject there"))
    parser.takes("--issuer", default="", metavar="URL", words=Words("默认是已接入的", "the one that is connected"))
    _account(group.add("unlink", Words("取消关联", "take the link away"), unlink))
    parser = group.add("record", Words("凭证处理记录", "what was done with secrets"), record)
    parser.takes("account", nargs="?", default="", metavar="ID", words=ID)


def _account(parser: Parser) -> None:
    parser.takes("account", metavar="ID", words=ID)


def password(call: Call) -> int:
    """It ends all sessions of the account, and is changed at the first sign-in."""
    with call.open() as app:
        by = _by(call, app)
        account = app.identity.sessions.person(call.args.account).id
        once, left = given(app, account, by), standing(app, account)
        until = app.clock.now() + timedelta(hours=once.hours)
    call.out.data({"account": account, "password": once.password, "valid_until": until, "tokens": left})
    tell_password(call.out, once)
    _tell_standing(call.out, account, left)
    return OK


def tell_password(out: Out, once: FirstPassword) -> None:
    """A one-time password, for people."""
    words = Words("{account} 的一次性密码：{password}", "the one-time password of {account}: {password}")
    out.say(words.fill(**once._asdict()), "bold")
    words = Words("只显示这一次，{hours} 小时内有效，首次登录须改。",
                  "shown this once, good for {hours} hours, to be changed at the first sign-in.")  # fmt: skip
    out.say(words.fill(hours=once.hours))


def log_out(call: Call) -> int:
    """End all sessions; also of an account that is closed."""
    with call.open() as app:
        app.identity.credentials.log_out(call.args.account, _by(call, app))
        left = standing(app, call.args.account)
    call.out.data({"account": call.args.account, "tokens": left})
    call.out.say(Words("✓ 已结束其各处的登录", "✓ all sessions are ended"), "green")
    _tell_standing(call.out, call.args.account, left)
    return OK


def _tell_standing(out: Out, account: str, left: Sequence[str]) -> None:
    """Keys are no sessions: each is revoked by itself."""
    if left:
        words = Words(
            "还有 {many} 个程序密钥有效：{names}；撤销用 chufei account revoke {account} 名称",
            "{many} keys of programs still stand: {names}; revoke one by chufei account revoke {account} NAME",
        )
        out.say(words.fill(many=len(left), names=out.listed(left), account=account), "yellow")


def token(call: Call) -> int:
    """Raises ``InvalidInput`` (``input.token.scopes``, ``input.token.days``)."""
    args = call.args
    named = {each.strip() for each in args.scopes.split(",") if each.strip()}
    if not named or named - set(Scope):
        raise NO_SCOPE.at(field="--scopes", scopes=",".join(Scope))
    with call.open() as app:
        by = _by(call, app)
        account = app.identity.sessions.person(args.account).id
        made = app.tokens.mint(account, map(Scope, named), args.days, label=args.label, by=by)
    call.out.data({"account": account, "token": made, "scopes": sorted(named), "days": args.days})
    call.out.verbatim(f"{made}\n")
    call.out.say(Words("只显示这一次。", "shown this once."))
    return OK


def tokens(call: Call) -> int:
    """Also those that open nothing any more."""
    with call.open() as app:
        _by(call, app)
        found = app.tokens.of(call.args.account)
    call.out.data({"tokens": [_as_json(each) for each in found]})
    heads = [call.out(words) for words in (
        Words("名称", "name"), Words("用途", "what for"), Words("范围", "scopes"), Words("失效", "ends"),
        Words("最近使用", "last used"), Words("撤销", "revoked"),
    )]  # fmt: skip
    rows = [(each.prefix, each.label, named(call.out, each.scopes), each.expires, each.used, each.revoked)
            for each in found]  # fmt: skip
    call.out.table(heads, rows, wrap=(1,))
    return OK


def _as_json(token: ApiToken) -> dict[str, object]:
    return {
        "prefix": token.prefix, "label": token.label, "scopes": sorted(token.scopes), "created": token.created,
        "created_by": token.created_by, "expires": token.expires, "used": token.used, "revoked": token.revoked,
    }  # fmt: skip


def revoke(call: Call) -> int:
    """Raises ``NotFound`` (``token.unknown``)."""
    with call.open() as app:
        app.tokens.revoke(call.args.account, call.args.prefix, _by(call, app))
    call.out.data({"account": call.args.account, "prefix": call.args.prefix})
    call.out.say(Words("✓ 已撤销", "✓ revoked"), "green")
    return OK


def totp(call: Call) -> int:
    """Whether codes are on, or off from now on. Raises ``NotFound`` (``code.not-enrolled``)."""
    account, reset = call.args.account, call.args.reset
    with call.open() as app:
        by = _by(call, app)
        if reset:
            app.identity.codes.remove(account, by)
        on = app.identity.codes.on(account)
    call.out.data({"account": account, "on": on})
    call.out.say(Words("动态验证码：开", "codes: on") if on else Words("动态验证码：关", "codes: off"))
    return OK


def link(call: Call) -> int:
    """Raises ``NotPermitted`` (``oidc.taken``), ``InvalidInput`` where no provider is named."""
    args, provider = call.args, call.settings.provider
    issuer = args.issuer or (provider.issuer if provider else "")
    if not issuer:
        raise NO_ISSUER.at(field="--issuer", name=ISSUER)
    with call.open() as app:
        by = _by(call, app)
        account = app.identity.sessions.person(args.account).id
        app.identity.links.link(issuer, args.subject, account, by)
    call.out.data({"account": account, "issuer": issuer, "subject": args.subject})
    call.out.say(Words("✓ 已关联", "✓ linked"), "green")
    return OK


def unlink(call: Call) -> int:
    """Whether there was a link."""
    with call.open() as app:
        gone = app.identity.links.unlink(call.args.account, _by(call, app))
    call.out.data({"account": call.args.account, "unlinked": gone})
    call.out.say(Words("✓ 已取消", "✓ taken away") if gone else Words("没有关联", "there was none"))
    return OK


def record(call: Call) -> int:
    """``DAMAGED`` where it is not as it was written."""
    with call.open() as app:
        _by(call, app, READERS)
        facts, broken = app.identity.record.facts(call.args.account), app.identity.record.broken()
    out = call.out
    out.data({"sound": broken is None, "broken": broken, "facts": facts})
    heads = [out(words) for words in (Words("号", "no."), Words("时间", "when"), Words("事项", "what"),
             Words("账号", "account"), Words("经手", "by"), Words("说明", "detail"))]  # fmt: skip
    out.table(heads, [_row(out, fact) for fact in facts], wrap=(5,))
    if broken is None:
        out.say(Words("✓ 记录完好", "✓ the record is as it was written"), "green")
        return OK
    out.say(Words(f"✗ 第 {broken} 号起被改动", f"✗ changed from number {broken} on"), "bold red")
    return DAMAGED


def _row(out: Out, fact: Fact) -> tuple[object, ...]:
    by, detail = fact.by or out(OPERATOR), detail_of(out, fact)
    return fact.number, clock(fact.at), out(KINDS[fact.kind]), fact.account, by, detail


def _by(call: Call, app: App, able: frozenset[Role] = KEEPERS) -> str:
    """Who does it: an administrator of the account's area, or the operator at the machine, who holds it anyway."""
    actor = call.somebody(app)
    if actor is None:
        return ""
    check(actor, able)
    if able is KEEPERS:
        within_reach(app, actor, call.args.account)
    return actor.id
