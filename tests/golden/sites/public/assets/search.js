// The search: a field in the masthead, and below it what is found, as one types. pagefind reads the index; it is loaded when somebody
// first looks for something. All addresses lead from this script's own, so they are right at a root, below a path and on a 404 page.
(function () {
  "use strict";
  var place = document.getElementById("_search");
  if (!place) return;
  var base = new URL("../", document.currentScript.src);
  var form = place.querySelector("form");
  var field = place.querySelector("input");
  var marks = place.querySelector("template");
  var AT_ONCE = 10;
  var FACETS = { type: "Kind", portfolio: "Portfolio", person: "Person", skill: "Skill", tag: "Tag" };
  var panel, said, results, more, narrow, pagefind, found, asked = 0, shown = 0;
  // What was looked for when this page was left for something found: whoever comes back finds it open again.
  var before = history.state && history.state.sought ? history.state : { sought: "", only: {} };

  function made(name, className, text) {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  // What is found, below the masthead's first line; made once, when it is first needed.
  function open() {
    if (!panel) {
      panel = made("div", "found-panel");
      said = made("p", "note found");
      said.setAttribute("role", "status");
      narrow = made("div", "filters");
      narrow.setAttribute("role", "group");
      narrow.setAttribute("aria-label", "Show only");
      narrow.hidden = true;
      results = made("ol", "results");
      results.setAttribute("aria-label", "Found");
      results.addEventListener("click", function (event) {
        if (event.target.closest("a")) history.replaceState({ sought: field.value, only: chosen() }, "");
      });
      more = made("button", "button", "Show more");
      more.type = "button";
      more.hidden = true;
      more.addEventListener("click", function () {
        var first = results.children.length;
        list().then(function () { if (results.children[first]) results.children[first].querySelector("a").focus(); });
      });
      panel.append(said, narrow, results, more);
      place.append(panel);
    }
    panel.hidden = false;
  }

  function close() {
    if (panel) panel.hidden = true;
  }

  // Without an index there are still the lists of every kind, and of the tags: the same links that stand at the foot of the page.
  function instead(words) {
    open();
    said.textContent = words;
    narrow.hidden = more.hidden = true;
    results.replaceChildren();
    var links = Array.prototype.slice.call(document.querySelectorAll(".everything a"), 1);
    links.filter(function (link) { return /[^./][^/]*\/index\.html$/.test(link.getAttribute("href")); }).forEach(function (link) {
      var item = made("li", "elsewhere");
      item.append(link.cloneNode(true));
      results.append(item);
    });
  }

  // Where a choice leaves nothing, it can be taken back; where there is nothing at all, no choice helps, and the lists lead on.
  function nothing(words) {
    if (!narrowed()) {
      instead("Nothing found for “" + words + "”. These lists lead to everything:");
      return;
    }
    said.textContent = "Nothing found for “" + words + "” among these.";
    narrow.hidden = false;
    more.hidden = true;
    var all = made("button", "button", "Search all records"), item = made("li", "elsewhere");
    all.type = "button";
    all.addEventListener("click", function () {
      narrow.querySelectorAll("select").forEach(function (select) { select.value = ""; });
      field.focus();
      look();
    });
    item.append(all);
    results.append(item);
  }

  function narrowed() {
    return Object.keys(chosen()).length > 0;
  }

  var loading;
  function load() {
    if (!loading) {
      loading = import(new URL("search/pagefind.js", base).href).then(function (module) {
        pagefind = module;
        return pagefind.options({ baseUrl: "/", excerptLength: 24 });
      }).then(function () { return pagefind.filters(); }).then(choices);
      loading.catch(function () { loading = null; });
    }
    return loading;
  }

  // One choice for each facet that has several values in this site.
  function choices(all) {
    Object.keys(FACETS).forEach(function (name) {
      var values = Object.keys(all[name] || {});
      if (values.length < 2) return;
      var paragraph = made("p"), label = made("label", "", FACETS[name]), select = made("select");
      select.id = "_only-" + name;
      select.name = name;
      label.htmlFor = select.id;
      select.append(new Option("all", ""));
      values.sort(function (one, other) { return one.localeCompare(other, document.documentElement.lang); }).forEach(function (value) {
        select.append(new Option(value, value));
      });
      if (values.includes(before.only[name])) select.value = before.only[name];
      select.addEventListener("change", look);
      paragraph.append(label, select);
      narrow.append(paragraph);
    });
  }

  function chosen() {
    var only = {};
    narrow.querySelectorAll("select").forEach(function (select) { if (select.value) only[select.name] = select.value; });
    return only;
  }

  // How many there would be of each value, beside it; a value of which there is none can't be chosen. Where something is chosen, how many
  // there would be of the others in its place.
  function count(answer) {
    narrow.querySelectorAll("select").forEach(function (select) {
      var counts = (select.value ? answer.totalFilters : answer.filters)[select.name] || {};
      Array.prototype.slice.call(select.options, 1).forEach(function (option) {
        var number = counts[option.value] || 0;
        option.textContent = option.value + " (" + number + ")";
        option.disabled = !number && !option.selected;
      });
    });
  }

  function look() {
    var words = field.value.trim(), turn = ++asked;
    if (!words) {
      close();
      return;
    }
    if (location.protocol === "file:") {
      instead("Search works when the site is on a server: a page from a disk may not read its index. These lists lead to everything:");
      return;
    }
    open();
    if (!pagefind) said.textContent = "Searching…";
    load().then(function () { return pagefind.search(words, { filters: chosen() }); }).then(function (answer) {
      // Meanwhile something else may have been typed.
      if (turn !== asked) return undefined;
      found = answer.results;
      shown = 0;
      results.replaceChildren();
      count(answer);
      if (!found.length) return nothing(words);
      // One record needs no narrowing.
      narrow.hidden = !narrow.children.length || found.length < 2 && !narrowed();
      return list().then(function () {
        if (turn === asked) said.textContent = found.length + (found.length === 1 ? " record" : " records");
      });
    }).catch(function () {
      if (turn === asked) instead("Search can’t read its index just now. These lists lead to everything:");
    });
  }

  function list() {
    var turn = asked, next = found.slice(shown, shown + AT_ONCE);
    shown += next.length;
    return Promise.all(next.map(function (result) { return result.data(); })).then(function (pages) {
      if (turn !== asked) return;
      pages.forEach(function (page) { results.append(row(page)); });
      more.hidden = shown >= found.length;
    });
  }

  function row(page) {
    var item = made("li"), entry = made("div"), title = made("p", "result-title"), link = made("a");
    var facts = made("p", "note"), around = made("p", "excerpt");
    // Only an address of this site, whatever the index says.
    link.href = new URL("." + page.url, base).href;
    link.append(made("bdi", "", page.meta.title));
    title.append(link);
    [page.meta.type, page.meta.date, page.meta.portfolio].forEach(function (fact) { if (fact) facts.append(made("span", "", fact)); });
    around.dir = "auto";
    excerpt(page, around);
    entry.append(title, facts, around);
    item.append(mark(page.meta.type), entry);
    return item;
  }

  // The mark of a kind, as the page brings it along; a theme may bring none.
  function mark(kind) {
    var shape = marks && marks.content.querySelector('[data-kind="' + CSS.escape(kind || "") + '"]');
    if (!shape) return "";
    var drawn = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    drawn.setAttribute("class", "mark " + shape.getAttribute("class"));
    drawn.setAttribute("viewBox", "0 0 12 12");
    drawn.setAttribute("aria-hidden", "true");
    shape.childNodes.forEach(function (part) { drawn.append(part.cloneNode(true)); });
    return drawn;
  }

  // The words around a hit come as HTML. Of it the words are taken, and which of them are marked. A title that they begin with stands above
  // them already; dots say where the text goes on.
  function excerpt(page, into) {
    var nodes = Array.prototype.slice.call(new DOMParser().parseFromString(page.excerpt, "text/html").body.childNodes);
    var whole = plain(page.content), said = plain(nodes.map(function (node) { return node.textContent; }).join("")), at = whole.indexOf(said);
    var title = plain(page.meta.title), left = 0;
    if (at >= 0 && whole.startsWith(title)) {
      // The index ends a heading that has no mark of its own with a full stop.
      var ends = title.length + (whole.charAt(title.length) === "." ? 1 : 0);
      if (ends > at && ends < at + said.length) left = ends - at;
    }
    if (at > 0 && !left) into.append("… ");
    nodes.forEach(function (node) {
      var text = node.textContent, cut = Math.min(left, text.length);
      left -= cut;
      text = text.slice(cut);
      if (!into.hasChildNodes()) text = text.replace(/^\s+/, "");
      if (!text) return;
      // What is marked is the word, and not the point or comma after it.
      var parts = node.nodeName === "MARK" ? /^([^]*?)([^\p{L}\p{M}\p{N}]*)$/u.exec(text) : ["", "", text];
      if (parts[1]) into.append(made("mark", "", parts[1]));
      into.append(parts[2]);
    });
    if (at >= 0 && at + said.length < whole.length) into.append(" …");
  }

  function plain(text) {
    return (text || "").replace(/\s+/g, " ").trim();
  }

  function links() {
    return Array.prototype.slice.call(results.querySelectorAll("a"));
  }

  // Arrow keys go from the field into the results and along them, and back.
  function step(event) {
    if (!panel || panel.hidden || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    if (event.target !== field && !results.contains(event.target)) return;
    var all = links(), at = all.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1);
    if (at >= all.length || (event.target === field && at < 0)) return;
    event.preventDefault();
    (at < 0 ? field : all[at]).focus();
  }

  function typing(element) {
    return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.nodeName);
  }

  var waiting, closing = false;
  field.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(look, 150);
  });
  field.addEventListener("focus", function () { if (!closing && field.value.trim()) look(); });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(waiting);
    look();
  });
  place.addEventListener("keydown", function (event) {
    step(event);
    if (event.key !== "Escape") return;
    // Firefox would stop loading, and the field would be emptied.
    event.preventDefault();
    clearTimeout(waiting);
    asked++;
    if (panel && !panel.hidden) {
      close();
      closing = true;
      field.focus();
      closing = false;
    } else {
      field.value = "";
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  place.hidden = false;
  if (before.sought) {
    history.replaceState(null, "");
    field.value = before.sought;
    look();
  }
})();
