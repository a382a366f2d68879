// What a script adds: every page works without it.

// A choice that is its own answer is sent at once; its button is for whoever has no script.
for (const select of document.querySelectorAll("select[data-submits]")) {
  select.form.querySelector("button").hidden = true;
  select.addEventListener("change", () => select.form.requestSubmit());
}

// The slider says where it is, and takes one there when it is let go.
for (const slider of document.querySelectorAll("input[data-slides]")) {
  const output = slider.form.querySelector("output");
  slider.addEventListener("input", () => { output.value = `${slider.value} / ${slider.max}`; });
  slider.addEventListener("change", () => slider.form.requestSubmit());
}

// A form is sent once, however often its button is pressed.
for (const form of document.querySelectorAll("form.act")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form.act")) delete form.dataset.sent;
});

// A page that is open while something happens says so; what it shows stays until it is asked to change.
for (const notice of document.querySelectorAll("[data-live]")) {
  const source = new EventSource(notice.dataset.live);
  source.addEventListener("message", () => { notice.hidden = false; });
  window.addEventListener("pagehide", () => source.close());
}

// A page of something under way looks again by itself; without a script the browser is told to.
for (const again of document.querySelectorAll("meta[name=again]")) {
  setTimeout(() => location.reload(), again.content * 1000);
}
