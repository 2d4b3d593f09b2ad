// Opens the site in the reader's language; the links stay for whoever has no scripts.
"use strict";
location.replace((/^zh\b/.test(navigator.language) ? "zh" : "en") + "/index.html" + location.hash);
