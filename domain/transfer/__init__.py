"""A transfer of suspected crime to the police 移送: one stream ``transfer/<lead>-<n>`` each (R310; MPS; SPPR)."""
