// Before the first paint: the theme chosen on this device, if any.
try { const t = localStorage.getItem("theme"); if (t) document.documentElement.dataset.theme = t; } catch { /* storage may be closed */ }
