// Suggestions under a text field, by the ARIA combobox pattern (list autocomplete, manual selection).
// The field works without this module: what is typed is resolved when the form is sent.
// Reads data-lookup (address of a JSON list of {value, label, note}); data-lookup-many completes the last entry of a list.
const WAIT_MS = 180;
let made = 0;

class Combobox {
  constructor(input) {
    this.input = input;
    this.many = "lookupMany" in input.dataset;
    this.options = [];
    this.active = -1;
    this.asked = 0;
    this.build();
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(this.options.indexOf(option));
    });
  }

  build() {
    made += 1;
    const box = document.createElement("div");
    box.className = "combo";
    this.input.replaceWith(box);
    this.list = document.createElement("ul");
    this.list.id = `suggestions-${made}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.input.labels?.[0]?.textContent.trim() ?? "");
    this.list.hidden = true;
    this.status = document.createElement("p");
    this.status.setAttribute("role", "status");
    box.append(this.input, this.list, this.status);
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-expanded", "false");
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.autocomplete = "off";
  }

  wanted() {
    const text = this.input.value;
    return (this.many ? text.slice(Math.max(text.lastIndexOf(","), text.lastIndexOf(";")) + 1) : text).trim();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT_MS);
  }

  async ask() {
    const text = this.wanted();
    if (text.length < 2) return this.close();
    const turn = (this.asked += 1);
    const address = new URL(this.input.dataset.lookup, location.href);
    address.searchParams.set("q", text);
    try {
      const response = await fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (!response.ok) return this.close();
      const found = await response.json();
      // An earlier question may answer later: only the last one counts.
      if (turn === this.asked) this.show(found.results, found.sentence);
    } catch {
      this.close();
    }
  }

  show(results, sentence) {
    this.options = results.map((result, n) => {
      const option = document.createElement("li");
      option.id = `${this.list.id}-${n}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.value = result.value;
      option.textContent = result.label;
      if (result.note) {
        const note = document.createElement("small");
        note.textContent = result.note;
        option.append(note);
      }
      return option;
    });
    this.list.replaceChildren(...this.options);
    this.list.hidden = this.options.length === 0;
    this.input.setAttribute("aria-expanded", String(this.options.length > 0));
    this.status.textContent = sentence ?? "";
    this.mark(-1);
  }

  mark(n) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = n;
    const option = this.options[n];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  key(event) {
    if (this.list.hidden) {
      if (event.key === "ArrowDown") this.ask();
      return;
    }
    const last = this.options.length - 1;
    const steps = { ArrowDown: this.active >= last ? 0 : this.active + 1, ArrowUp: this.active <= 0 ? last : this.active - 1 };
    if (event.key in steps) this.mark(steps[event.key]);
    else if (event.key === "Enter" && this.active >= 0) this.choose(this.active);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  choose(n) {
    const value = this.options[n].dataset.value;
    if (this.many) {
      const text = this.input.value;
      const cut = Math.max(text.lastIndexOf(","), text.lastIndexOf(";")) + 1;
      this.input.value = `${text.slice(0, cut)}${cut ? " " : ""}${value}`;
    } else {
      this.input.value = value;
    }
    this.close();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    this.input.focus();
  }

  close() {
    clearTimeout(this.timer);
    this.asked += 1;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }
}

export function init(root) {
  for (const input of root.querySelectorAll("input[data-lookup]:not([role=combobox])")) new Combobox(input);
}
