// Keeps what a reader has seen of one release of the site, for when there is no network.
// A file enters the cache only if its bytes are those that the release lists, so the cache never mixes two releases.
const RELEASE = {{ release }};
const FILES = {{ files }};
const PREFIX = {{ prefix }};
const OFFLINE = "offline.html";
const SHELL = ["index.html", OFFLINE];

const root = new URL("./", self.location);
const addressOf = (file) => new URL(file, root).href;
// An address that holds the version of its file never means another one. Sphinx writes ?v=, themes ?digest=.
const isVersioned = (url) => ["v", "digest"].some((name) => new URL(url).searchParams.has(name));
const cache = () => caches.open(RELEASE);
const kept = async (url) => (await cache()).match(url);

/** The file of this release that an address means, if it means one. */
function fileOf(url) {
  const { origin, pathname } = new URL(url);
  if (origin !== root.origin || !pathname.startsWith(root.pathname)) return undefined;
  const path = decodeURIComponent(pathname.slice(root.pathname.length));
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  return Object.hasOwn(FILES, file) ? file : undefined;
}

/** Where a file is kept: pages by their file, so that a query or a folder's address finds them as well. */
const keyOf = (url) => (isVersioned(url) ? url : addressOf(fileOf(url)));

async function digest(response) {
  const hash = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  return Array.from(new Uint8Array(hash).slice(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Keep a response if it is what the release has in its place; tell whether it is. */
async function keep(url, response) {
  if (!response.ok || (await digest(response.clone())) !== FILES[fileOf(url)]) return false;
  await (await cache()).put(keyOf(url), response);
  return true;
}

const load = (url) => fetch(url, { cache: isVersioned(url) ? "default" : "no-cache" });

async function answer(event, url, isPage) {
  const found = await kept(keyOf(url));
  if (found && isVersioned(url)) return found;
  try {
    const response = await load(url);
    // A part of a page of this release that the next one no longer has.
    if (found && !isPage && !response.ok) return found;
    event.waitUntil(keep(url, response.clone()));
    return response;
  } catch (error) {
    const known = found ?? (isPage ? await kept(addressOf(OFFLINE)) : undefined);
    if (known) return known;
    throw error;
  }
}

async function keepAll(urls) {
  for (const url of urls) {
    if (fileOf(url) === undefined || (await kept(keyOf(url)))) continue;
    await load(url).then((response) => keep(url, response)).catch(() => undefined);
  }
}

// A worker that cannot have its own release yet, because the files are just being replaced, is tried again later.
async function install() {
  for (const url of SHELL.map(addressOf)) {
    if (!(await keep(url, await load(url)))) throw new Error("not the files of this release");
  }
  await self.skipWaiting();
}

async function activate() {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== RELEASE);
  await Promise.all(others.map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.waitUntil(keepAll(event.data?.keep ?? [])));
self.addEventListener("fetch", (event) => {
  const { method, mode, url, headers } = event.request;
  if (method !== "GET" || headers.has("range")) return;
  if (fileOf(url) !== undefined) event.respondWith(answer(event, url, mode === "navigate"));
  else if (mode === "navigate") event.respondWith(fetch(event.request).catch(() => kept(addressOf(OFFLINE))));
});
