// Keys, drafts and the menu. Everything here is a shortcut: each page works without it.
(function () {
  "use strict";

  const typing = (element) =>
    element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));

  // htmx must send Django's token with every change that it makes.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    if (token) event.detail.headers["X-CSRFToken"] = token.value;
  });

  // A browser opens only six connections to a host, so a page that nobody looks at gives its own
  // back, and asks for what it missed when somebody looks again.
  const AWAY = 20000; // milliseconds
  const TOPICS = ["rings", "alerts", "cases", "sources", "people", "presence"];
  const stream = (url) => {
    const address = new URL(url, window.location.href);
    const heard = []; // [topic, listener]
    let source = null;
    let timer = null;
    let over = false;
    const outer = {
      onopen: null,
      onerror: null,
      get readyState() { return over ? EventSource.CLOSED : source ? source.readyState : EventSource.OPEN; },
      addEventListener(topic, listener) {
        heard.push([topic, listener]);
        if (source) source.addEventListener(topic, listener);
      },
      removeEventListener(topic, listener) {
        const at = heard.findIndex((one) => one[0] === topic && one[1] === listener);
        if (at >= 0) heard.splice(at, 1);
        if (source) source.removeEventListener(topic, listener);
      },
      close() {
        over = true;
        stop();
        document.removeEventListener("visibilitychange", look);
      },
    };
    const start = () => {
      source = new EventSource(address.href, { withCredentials: true });
      // What was heard last: the next connection begins there.
      TOPICS.forEach((topic) => source.addEventListener(topic, (event) => {
        address.searchParams.set("since", event.lastEventId);
      }));
      heard.forEach(([topic, listener]) => source.addEventListener(topic, listener));
      source.onopen = (event) => outer.onopen && outer.onopen(event);
      source.onerror = (event) => {
        if (source && source.readyState === EventSource.CLOSED) outer.close();
        if (outer.onerror) outer.onerror(event);
      };
    };
    const stop = () => {
      window.clearTimeout(timer);
      if (source) source.close();
      source = null;
    };
    const look = () => {
      window.clearTimeout(timer);
      if (document.hidden) timer = window.setTimeout(stop, AWAY);
      else if (!source && !over) start();
    };
    document.addEventListener("visibilitychange", look);
    start();
    return outer;
  };
  if (window.htmx) window.htmx.createEventSource = stream;

  // Rows: j and k move the focus; it stays on the same row when the list is fetched anew.
  const rows = () => Array.from(document.querySelectorAll("[data-row]"));
  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    const here = all.findIndex((row) => row === document.activeElement);
    const next = all[Math.min(Math.max(here + step, 0), all.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };
  let focused = null;
  document.addEventListener("htmx:beforeSwap", () => {
    const row = document.activeElement && document.activeElement.closest("[data-row]");
    focused = row ? row.dataset.row : null;
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (!focused) return;
    const row = rows().find((one) => one.dataset.row === focused);
    if (row) row.focus();
    focused = null;
  });

  const open = (details) => {
    if (!details) return false;
    details.open = true;
    const first = details.querySelector("textarea, select, input:not([type=hidden])");
    if (first) first.focus();
    return true;
  };

  let going = false;
  const go = (key) => {
    const link = document.querySelector(`.rail [data-go="${CSS.escape(key)}"]`);
    if (link) window.location.assign(link.href);
  };

  const press = (key) => {
    // What the page itself offers comes before the menu.
    const named = `[data-key="${CSS.escape(key)}"]`;
    const target = document.querySelector(`main ${named}`) || document.querySelector(`.rail ${named}`);
    if (!target) return false;
    if (target.tagName === "DETAILS") return open(target);
    if (typing(target)) target.focus();
    else target.click();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target)) return event.target.blur();
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return undefined;
    if (going) {
      going = false;
      return go(event.key);
    }
    if (event.key === "g") {
      going = true;
      window.setTimeout(() => { going = false; }, 1500);
    } else if (event.key === "x") {
      const row = document.activeElement && document.activeElement.closest("li.choosing");
      if (row) row.querySelector("input[type=checkbox]").click();
    } else if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "?") document.getElementById("keys").showModal();
    else if (event.key.length === 1 && press(event.key)) event.preventDefault();
    return undefined;
  });

  // Ctrl or Cmd and k: everything that this page offers and every page of the menu, by a few letters.
  const palette = document.getElementById("palette");
  const offers = () => {
    const there = (one) => one.offsetParent !== null && !one.closest("dialog");
    const pages = Array.from(document.querySelectorAll(".rail [data-go]")).map((link) => ({
      label: link.textContent.trim(),
      key: `g ${link.dataset.go}`,
      act: () => window.location.assign(link.href),
    }));
    const seen = new Set();
    const verbs = Array.from(document.querySelectorAll("main [data-key], main .buttons button, main .buttons a, main .page-head a, main summary, main nav a, main [data-chooses]"))
      .filter(there)
      .map((one) => {
        const field = typing(one) && document.querySelector(`label[for="${CSS.escape(one.id)}"]`);
        const label = (field || one).textContent.trim() || one.getAttribute("aria-label") || one.placeholder || "";
        return {
          label: label.split("\n")[0].slice(0, 60),
          key: one.dataset.key || "",
          act: () => {
            if (one.tagName === "SUMMARY") open(one.parentElement);
            else if (one.tagName === "DETAILS") open(one);
            else if (typing(one)) one.focus();
            else one.click();
          },
        };
      })
      .filter((one) => one.label && !seen.has(one.label) && seen.add(one.label));
    return [...verbs, ...pages];
  };
  const wanted = (text) => {
    const letters = text.trim().toLocaleLowerCase();
    const words = letters.split(/\s+/).filter(Boolean);
    const found = offers().filter((one) => words.every((word) => one.label.toLocaleLowerCase().includes(word)));
    const inbox = document.body.dataset.inbox;
    const number = letters.replace(/^#/, "");
    if (/^\d{1,9}$/.test(number)) found.unshift({
      label: `${palette.dataset.number} ${number}`,
      key: "",
      act: () => window.location.assign(inbox.replace(/inbox\/$/, `cases/${number}/`)),
    });
    if (letters) found.push({
      label: `${palette.dataset.search}: ${text.trim()}`,
      key: "",
      act: () => window.location.assign(`${inbox}?q=${encodeURIComponent(text.trim())}`),
    });
    return found.slice(0, 12);
  };
  if (palette) {
    const field = document.getElementById("palette-text");
    const list = document.getElementById("palette-list");
    let shown = [];
    let chosenOffer = 0;
    const mark = () => Array.from(list.children).forEach((item, at) => {
      item.setAttribute("aria-selected", String(at === chosenOffer));
      if (at === chosenOffer) {
        field.setAttribute("aria-activedescendant", item.id);
        item.scrollIntoView({ block: "nearest" });
      }
    });
    const fillList = () => {
      shown = wanted(field.value);
      chosenOffer = 0;
      list.replaceChildren(...shown.map((one, at) => {
        const item = document.createElement("li");
        item.id = `palette-${at}`;
        item.setAttribute("role", "option");
        item.textContent = one.label;
        if (one.key) {
          const key = document.createElement("kbd");
          key.textContent = one.key;
          item.append(" ", key);
        }
        item.addEventListener("click", () => take(at));
        return item;
      }));
      mark();
    };
    const take = (at) => {
      palette.close();
      field.blur(); // a hidden field would swallow the next key
      if (shown[at]) shown[at].act();
    };
    field.addEventListener("input", fillList);
    field.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && shown.length) chosenOffer = (chosenOffer + step + shown.length) % shown.length;
      else if (event.key === "Enter") take(chosenOffer);
      else if (event.key === "Escape") palette.close();
      else return;
      event.preventDefault();
      event.stopPropagation();
      mark();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      if (palette.open) return;
      field.value = "";
      palette.showModal();
      fillList();
      field.focus();
    });
  }

  // Ctrl or Cmd and Enter sends the form one is writing in.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    if (event.target.form && event.target.dataset.draft) event.target.form.requestSubmit();
  });

  // Drafts stay on this device until the form is sent.
  const kept = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const keep = (name, text) => {
    try {
      if (text) localStorage.setItem(name, text);
      else localStorage.removeItem(name);
    } catch { /* private windows have no storage: the draft then lives in the page only */ }
  };
  const draft = (area) => {
    const name = "draft:" + area.dataset.draft;
    const before = kept(name);
    if (before && !area.value) {
      area.value = before;
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    area.addEventListener("input", () => keep(name, area.value));
  };
  // After htmx has looked at the page, so that the guard hears of a draft that comes back.
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-sent]").forEach((one) => keep("draft:" + one.dataset.sent, ""));
    document.querySelectorAll("textarea[data-draft]").forEach(draft);
  });

  // The address of a web hook, to the clipboard. Where that is not allowed it is selected, to be
  // copied by hand.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const field = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.done;
    } catch { field.select(); /* plain http: no clipboard */ }
  });

  // Colleagues see at once that nobody looks at this case any more.
  window.addEventListener("pagehide", () => {
    const here = document.querySelector("[data-leave]");
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    if (!here || !token) return;
    const told = new FormData();
    told.append("csrfmiddlewaretoken", token.value);
    told.append("leave", "1");
    navigator.sendBeacon(here.getAttribute("hx-post"), told);
  });

  // Of the fields beside a choice, only those that it needs. They come back when a part of the page
  // is fetched anew.
  const show = (choice) => choice.form.querySelectorAll("[data-for]").forEach((one) => {
    one.hidden = !one.dataset.for.split(" ").includes(choice.value);
  });
  const showAll = () => document.querySelectorAll("[data-shows]").forEach(show);
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-shows]")) show(event.target);
  });
  document.addEventListener("DOMContentLoaded", showAll);
  document.addEventListener("htmx:afterSwap", showAll);

  // All rows of the page, or, where all are chosen, none.
  const offerAll = () => document.querySelectorAll("[data-chooses]").forEach((one) => { one.hidden = false; });
  document.addEventListener("DOMContentLoaded", offerAll);
  document.addEventListener("htmx:afterSwap", offerAll);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-chooses]")) return;
    const boxes = Array.from(document.querySelectorAll(".choosing input[type=checkbox]"));
    const all = boxes.every((one) => one.checked);
    boxes.forEach((one) => { one.checked = !all; });
  });

  // A list that is fetched anew keeps what was chosen.
  let chosen = [];
  document.addEventListener("htmx:beforeSwap", () => {
    chosen = Array.from(document.querySelectorAll(".choosing input:checked")).map((one) => one.id);
  });
  document.addEventListener("htmx:afterSwap", () => chosen.forEach((id) => {
    const one = document.getElementById(id);
    if (one) one.checked = true;
  }));

  // Words that stand ready on the page, into the answer: where the cursor is.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    const area = document.getElementById("answer-text");
    const ready = button && document.getElementById(button.dataset.insert);
    if (!area || !ready) return;
    event.preventDefault();
    const before = area.value.slice(0, area.selectionStart);
    const gap = !before || /\s$/.test(before) ? "" : "\n\n";
    area.setRangeText(gap + ready.textContent, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
    const used = document.getElementById(button.dataset.uses);
    if (used) used.checked = true;
  });

  // A click outside closes the menu.
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
})();
