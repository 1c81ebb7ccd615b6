// Loads what few readers need when they need it: a part of the script by its name, any other script by its address; each once.
(() => {
  const here = document.currentScript.src;
  const loading = new Map();
  // The id that a fragment names; none where a sign in it is no escape (#100%).
  window.pressId = ({ hash }) => {
    try { return decodeURIComponent(hash.slice(1)); } catch { return ""; }
  };
  // PARTS is what press.builders.html.assets puts before the script: the files of its parts, by their names.
  window.pressParts = Object.fromEntries(Object.entries(PARTS).map(([name, file]) => [name, new URL(file, here).href]));
  window.pressLoad = (wanted) => {
    const address = window.pressParts[wanted] || wanted;
    if (!loading.has(address)) loading.set(address, new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: address, onload: resolve });
      script.onerror = () => { loading.delete(address); script.remove(); reject(new Error(address)); };
      document.head.append(script);
    }));
    return loading.get(address);
  };
})();
