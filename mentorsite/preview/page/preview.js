// The preview's half in the browser: hears how the page stands, and shows it as it is now.
(function () {
  "use strict";
  var bar = document.querySelector("mentorsite-preview");
  var inside = bar && bar.shadowRoot;
  if (!inside) return;
  var own = bar.dataset.own;
  var stands = { page: bar.dataset.page, style: bar.dataset.style, others: bar.dataset.others, frame: bar.dataset.frame };
  var errors = Number(bar.dataset.errors);
  var panel = inside.getElementById("panel");
  var count, heard;
  var place = "mentorsite-place " + location.pathname;
  var events = null;

  function keep(name, value) {
    try { sessionStorage.setItem(name, value); } catch (e) { /* storage may be forbidden */ }
  }

  function take(name) {
    try {
      var value = sessionStorage.getItem(name);
      sessionStorage.removeItem(name);
      return value;
    } catch (e) { return null; }
  }

  function find() {
    count = inside.getElementById("count");
    heard = inside.getElementById("heard");
  }

  function view() {
    var open = Array.prototype.map.call(document.querySelectorAll("main details"), function (details) { return details.open; });
    return { x: scrollX, y: scrollY, open: open };
  }

  function restore(was) {
    var found = document.querySelectorAll("main details");
    if (found.length === was.open.length) was.open.forEach(function (open, number) { found[number].open = open; });
    scrollTo({ left: was.x, top: was.y, behavior: "instant" });
  }

  // The browser restores the place by itself, but for pages that become long only after they were loaded.
  function reload() {
    keep(place, JSON.stringify(view()));
    if (events) events.close();
    location.reload();
  }

  // Where nothing but the content changed, the content alone is replaced: nothing is loaded again, and nothing flickers.
  function renew() {
    fetch(location.href).then(function (answer) { return answer.text(); }).then(function (html) {
      var next = new DOMParser().parseFromString(html, "text/html");
      var its = next.querySelector("mentorsite-preview");
      var content = next.querySelector("main");
      if (!its || !content || !stands.frame || its.dataset.frame !== stands.frame || its.dataset.others !== stands.others) return reload();
      var was = view();
      document.title = next.title;
      document.querySelector("main").replaceWith(document.adoptNode(content));
      var word = heard.textContent;
      inside.querySelector(".bar").replaceWith(document.adoptNode(its.querySelector("template").content.querySelector(".bar")));
      find();
      heard.textContent = word;
      stands.page = its.dataset.page;
      tell(its.querySelector("template").content.getElementById("problems").innerHTML, its.dataset);
      if (its.dataset.style !== stands.style) restyle(its.dataset.style);
      restore(was);
      mark();
    }, reload);
  }

  function show(open) {
    panel.hidden = !open;
    count.setAttribute("aria-expanded", String(open));
  }

  function tell(html, said) {
    var numbers = { errors: Number(said.errors), warnings: Number(said.warnings) };
    inside.getElementById("problems").innerHTML = html;
    var words = [["error", numbers.errors], ["warning", numbers.warnings]]
      .filter(function (word) { return word[1]; })
      .map(function (word) { return word[1] + " " + word[0] + (word[1] === 1 ? "" : "s"); });
    count.hidden = !words.length;
    count.textContent = words.join(", ");
    count.className = numbers.errors ? "error" : "";
    // An error opens the list and goes with it; who hid it, or opened it for a warning, is left alone.
    if (numbers.errors !== errors) show(numbers.errors > 0 && (numbers.errors > errors || !panel.hidden));
    else if (!words.length) show(false);
    errors = numbers.errors;
  }

  function restyle(style) {
    var last = Array.prototype.filter.call(document.querySelectorAll('link[rel="stylesheet"]'), function (link) {
      return link.href.split("?")[0].endsWith("/assets/site.css");
    }).pop();
    if (!last) return reload();
    var next = last.cloneNode();
    next.href = last.href.split("?")[0] + "?" + style;
    next.onload = next.onerror = function () { last.remove(); };
    last.after(next);
    stands.style = style;
  }

  function hear(event) {
    var now = JSON.parse(event.data);
    heard.textContent = "";
    if (now.others !== stands.others) return reload();
    if (now.page !== stands.page) return renew();
    if (now.style !== stands.style) restyle(now.style);
    tell(now.problems, now);
  }

  function listen() {
    if (events) return;
    events = new EventSource(own + "/events?at=" + encodeURIComponent(bar.dataset.at));
    events.addEventListener("standing", hear);
    events.onerror = function () { heard.textContent = "The preview has ended."; };
  }

  function say(word) {
    heard.textContent = word;
    setTimeout(function () { if (heard.textContent === word) heard.textContent = ""; }, 2000);
  }

  function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text).then(function () { say("Copied."); }, function () { say(text); });
    say(text);
  }

  inside.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    if (button === count) show(panel.hidden);
    else if (button.hasAttribute("data-close")) { show(false); count.focus(); }
    else if (button.dataset.copy) copy(button.dataset.copy);
    else if (button.dataset.open) {
      fetch(own + "/open", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ path: button.dataset.open, line: Number(button.dataset.line) })
      }).then(function (answer) { return answer.ok ? "Opened." : answer.text(); }, function () { return "The preview has ended."; }).then(say);
    }
  });
  inside.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !panel.hidden) { show(false); count.focus(); }
  });

  // In lists, behind a record's title: how far it reaches.
  function mark() {
    fetch(own + "/reaches").then(function (answer) { return answer.json(); }).then(marked, function () { /* then it is not shown */ });
  }

  function marked(reaches) {
    document.querySelectorAll("main li a[href], main tr a[href]").forEach(function (link) {
      var url = new URL(link.href);
      var row = link.closest("li, tr");
      var reach = url.origin === location.origin && !url.hash && reaches[url.pathname];
      if (!reach || row.hasAttribute("data-mentorsite-marked") || link.closest("svg, p")) return;
      row.setAttribute("data-mentorsite-marked", "");
      link.setAttribute("data-mentorsite-reach", reach);
    });
  }

  // Each page that listens takes one of the few connections that a browser has: one that nobody sees lets go of it.
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "visible") listen();
    else if (events) { events.close(); events = null; }
  });

  find();
  tell(inside.getElementById("problems").innerHTML, bar.dataset);
  if (errors) show(true);
  if (document.visibilityState === "visible") listen();
  document.addEventListener("DOMContentLoaded", function () {
    var was = JSON.parse(take(place) || "null");
    if (was) restore(was);
    mark();
  });
})();
