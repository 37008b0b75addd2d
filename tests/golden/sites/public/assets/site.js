// The theme switch: auto, light, dark. Loaded in the head so that the page is never painted in the wrong scheme.
(function () {
  "use strict";
  var schemes = ["auto", "light", "dark"];
  var root = document.documentElement;

  function remembered() {
    try { return localStorage.getItem("scheme"); } catch (e) { return null; } // storage may be forbidden
  }

  function remember(scheme) {
    try { localStorage.setItem("scheme", scheme); } catch (e) { /* then it holds for this page */ }
  }

  function apply(scheme) {
    if (scheme === "auto") root.removeAttribute("data-scheme");
    else root.setAttribute("data-scheme", scheme);
  }

  var current = Math.max(0, schemes.indexOf(remembered()));
  apply(schemes[current]);

  document.addEventListener("DOMContentLoaded", function () {
    var button = document.getElementById("_scheme");
    if (!button) return;
    var word = button.querySelector("span");
    word.textContent = schemes[current];
    button.hidden = false;
    button.addEventListener("click", function () {
      current = (current + 1) % schemes.length;
      word.textContent = schemes[current];
      apply(schemes[current]);
      remember(schemes[current]);
    });
  });
})();
