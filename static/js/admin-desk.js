// Opens the small forms of a plan in place, through the same addresses that work without this module.
// Reads data-open-here on links, data-row on what a form belongs to, data-row-form on the form's page, data-cancel inside it.
import { init as suggestions } from "./admin-combobox.js";

const parse = async (response) => new DOMParser().parseFromString(await response.text(), "text/html");
const typed = (form) => new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)])).toString();

class Desk {
  constructor(root) {
    this.root = root;
    this.open = null;
    root.addEventListener("click", (event) => this.click(event));
    root.addEventListener("submit", (event) => this.submit(event));
    addEventListener("beforeunload", (event) => {
      if (this.dirty()) event.preventDefault();
    });
  }

  dirty() {
    const form = this.open?.form();
    return Boolean(form) && typed(form) !== this.open.before;
  }

  click(event) {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest("a[data-open-here]");
    if (link) {
      event.preventDefault();
      this.show(link);
      return;
    }
    const cancel = this.open && event.target.closest("[data-cancel]");
    if (!cancel) return;
    event.preventDefault();
    if (cancel.dataset.cancel === "reload") {
      // Somebody else's text is stored now: the page behind the form is old.
      this.open = null;
      location.reload();
    } else {
      this.shut();
    }
  }

  async show(link) {
    if (this.dirty()) {
      this.say(this.root.dataset.saveFirst);
      this.open.form().querySelector("input:not([type=hidden]),textarea,select")?.focus();
      return;
    }
    this.shut(false);
    try {
      const response = await fetch(link.href, { credentials: "same-origin" });
      const found = response.ok && !response.redirected && (await parse(response)).querySelector("[data-row-form]");
      if (!found) return location.assign(link.href);
      this.place(link, document.importNode(found, true));
    } catch {
      location.assign(link.href);
    }
  }

  place(link, panel) {
    const row = link.closest("[data-row]");
    let holder = panel;
    if (row?.tagName === "TR") {
      holder = document.createElement("tr");
      const cell = document.createElement("td");
      cell.colSpan = row.cells.length;
      cell.append(panel);
      holder.append(cell);
    }
    (row ?? link.parentElement).after(holder);
    this.open = { link, holder, form: () => holder.querySelector("form"), before: "" };
    this.ready();
  }

  ready() {
    const { holder } = this.open;
    suggestions(holder);
    this.open.before = typed(this.open.form());
    const first = holder.querySelector("[aria-invalid=true]") ?? holder.querySelector("input:not([type=hidden]),textarea,select");
    first?.focus();
    holder.scrollIntoView({ block: "nearest" });
  }

  shut(focus = true) {
    if (!this.open) return;
    const { holder, link } = this.open;
    holder.remove();
    this.open = null;
    if (focus) link.focus();
  }

  async submit(event) {
    const form = event.target;
    if (!this.open || form !== this.open.form()) return;
    event.preventDefault();
    const fields = new FormData(form, event.submitter);
    form.querySelectorAll("button").forEach((button) => (button.disabled = true));
    try {
      const response = await fetch(form.action, { method: "POST", body: fields, credentials: "same-origin" });
      const page = await parse(response);
      const again = page.querySelector("[data-row-form]");
      const fresh = page.querySelector("[data-desk]");
      if (response.redirected && fresh) this.renew(fresh, page);
      else if (again) this.refuse(again);
      else throw new Error(`unexpected answer ${response.status}`);
    } catch {
      form.querySelectorAll("button").forEach((button) => (button.disabled = false));
      this.say(this.root.dataset.notSent);
    }
  }

  refuse(again) {
    const panel = this.open.holder.matches("[data-row-form]") ? this.open.holder : this.open.holder.querySelector("[data-row-form]");
    const fresh = document.importNode(again, true);
    if (panel === this.open.holder) this.open.holder = fresh;
    const holder = this.open.holder;
    this.open.form = () => holder.querySelector("form");
    panel.replaceWith(fresh);
    this.ready();
    // A refused form holds work that is stored nowhere: leaving it asks.
    this.open.before = "";
  }

  renew(fresh, page) {
    // fetch does not tell the fragment it was sent to; the row that was open is the place to go back to.
    const { link } = this.open;
    const id = link.closest("[data-row]")?.id || link.closest("[data-head]")?.id;
    this.open = null;
    this.root.replaceChildren(...document.importNode(fresh, true).childNodes);
    const spot = id && document.getElementById(id);
    if (spot) {
      spot.scrollIntoView({ block: "nearest" });
      spot.tabIndex = -1;
      spot.focus({ preventScroll: true });
    }
    this.say(page.querySelector(".messagelist")?.textContent.trim() ?? "");
  }

  say(sentence) {
    const status = document.querySelector("[data-desk-status]");
    if (status) status.textContent = sentence;
  }
}

// A paste beyond what one form takes is said at once and stays in the box; sent, the server would refuse it unread.
for (const form of document.querySelectorAll("form[data-most]")) {
  form.addEventListener("submit", (event) => {
    const box = form.querySelector("textarea");
    const said = form.querySelector("[data-said]");
    said.hidden = box.value.length <= Number(form.dataset.most);
    if (said.hidden) return;
    event.preventDefault();
    said.textContent = form.dataset.tooMuch;
    box.focus();
  });
}

const desk = document.querySelector("[data-desk]");
if (desk) new Desk(desk);
suggestions(document);
