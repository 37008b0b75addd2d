// Filters of the timeline. They hide what does not match in the list, and in the drawing what stands for it; a bundle counts what is
// left of it. The choice is kept behind the `#` of the address, so that it can be sent to somebody and works from a disk.
(function () {
  "use strict";
  var form = document.getElementById("_filters");
  if (!form) return;
  var items = Array.prototype.slice.call(document.querySelectorAll(".moments > li"));
  var months = Array.prototype.slice.call(document.querySelectorAll(".month"));
  var drawn = Array.prototype.slice.call(document.querySelectorAll(".drawing a[data-of]"));
  var found = form.querySelector(".found");
  var attributes = { type: "type", person: "people", goal: "goals", skill: "skills", tag: "tags" };

  function has(item, name, value) {
    return (" " + (item.dataset[attributes[name]] || "") + " ").indexOf(" " + value + " ") >= 0;
  }

  function chosen() {
    return Array.prototype.filter.call(form.elements, function (element) { return element.name && element.value; });
  }

  function apply() {
    var choices = chosen();
    var left = items.map(function (item) {
      var fits = choices.every(function (choice) { return has(item, choice.name, choice.value); });
      item.hidden = !fits;
      return fits;
    });
    drawn.forEach(function (link) {
      var fitting = link.dataset.of.split(" ").filter(function (place) { return left[place]; }).length;
      var count = link.querySelector(".count");
      if (fitting) link.removeAttribute("hidden");
      else link.setAttribute("hidden", "");
      if (count) count.textContent = fitting;
    });
    months.forEach(function (month) { month.hidden = !month.querySelector(".moments > li:not([hidden])"); });
    var number = left.filter(Boolean).length;
    form.querySelector("[type=reset]").hidden = !choices.length;
    found.textContent = choices.length ? number + (number === 1 ? " entry" : " entries") + " of " + items.length + (document.getElementById("_pages") ? " on this page" : "") : "";
  }

  function read() {
    var said = new URLSearchParams(location.hash.slice(1));
    Array.prototype.forEach.call(form.elements, function (element) {
      if (!element.name) return;
      element.value = said.get(element.name) || "";
      // A value that is none of the choices leaves nothing chosen; the empty one means all.
      if (element.selectedIndex < 0) element.value = "";
    });
  }

  function write() {
    var said = new URLSearchParams();
    chosen().forEach(function (choice) { said.set(choice.name, choice.value); });
    var text = said.toString();
    history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
  }

  form.addEventListener("change", function () { write(); apply(); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(function () { write(); apply(); }); });
  // An address within the page, such as a month's, is no choice and leaves what is chosen as it is.
  window.addEventListener("hashchange", function () {
    if (document.querySelector(":target")) return;
    read();
    apply();
  });
  form.hidden = false;
  read();
  apply();
})();
