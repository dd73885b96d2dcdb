// The channels and their messages, kept fresh by server-sent events.
import {faultControls} from "./faults.js";
import {dayOf, make, messageElement} from "./message.js";

const KEPT = 200;
const byId = (id) => document.getElementById(id);
const rooms = new Map(); // name -> {messages: Map(id -> message), flags}
let selected = decodeURIComponent(location.hash.slice(1));
const seen = readSeen();
const showFaults = faultControls(() => [...rooms.keys()]);

function readSeen() {
  try {
    return JSON.parse(localStorage.getItem("seen")) ?? {};
  } catch {
    return {};
  }
}

function markSeen() {
  const newest = [...(rooms.get(selected)?.messages.values() ?? [])].at(-1);
  if (!newest || document.hidden) return;
  seen[selected] = Date.parse(newest.ts);
  try {
    localStorage.setItem("seen", JSON.stringify(seen));
  } catch {
    // A browser without storage counts anew after a reload.
  }
}

function unread(name, room) {
  const since = seen[name] ?? 0;
  return [...room.messages.values()].filter((message) => Date.parse(message.ts) > since).length;
}

function room(name) {
  if (!rooms.has(name)) rooms.set(name, {messages: new Map(), flags: ""});
  return rooms.get(name);
}

function drawChannels() {
  const items = [...rooms].map(([name, each]) => {
    const count = name === selected && !document.hidden ? 0 : unread(name, each);
    const button = make("button", "channel", make("span", "sign", name.slice(0, 1)), make("span", "name", name.slice(1)));
    button.type = "button";
    button.dataset.name = name;
    if (name === selected) button.setAttribute("aria-current", "page");
    if (count > 0) {
      const badge = make("span", "unread", count >= KEPT ? `${KEPT}+` : String(count));
      badge.setAttribute("aria-label", `${count} unread`);
      button.append(badge);
      button.classList.add("has-unread");
    }
    button.addEventListener("click", () => select(name));
    return make("li", "", button);
  });
  const focused = document.activeElement?.dataset?.name;
  byId("channels").replaceChildren(...items);
  if (focused) byId("channels").querySelector(`[data-name="${CSS.escape(focused)}"]`)?.focus();
  const total = [...rooms].reduce((sum, [name, each]) => sum + (name === selected && !document.hidden ? 0 : unread(name, each)), 0);
  document.title = `${total > 0 ? `(${total}) ` : ""}${selected || "Rocket.Chat"} · Rocket.Chat simulator`;
}

function drawTopic() {
  const count = rooms.get(selected)?.messages.size ?? 0;
  const words = count === 0 ? "no messages" : count === 1 ? "1 message" : `${count >= KEPT ? `newest ${KEPT}` : count} messages`;
  const flags = rooms.get(selected)?.flags ?? "";
  byId("room-topic").textContent = flags ? `${words} · ${flags}` : words;
  byId("empty").hidden = count > 0;
}

function atEnd() {
  const box = byId("messages");
  return box.scrollHeight - box.scrollTop - box.clientHeight < 80;
}

function toEnd() {
  byId("messages").scrollTop = byId("messages").scrollHeight;
  byId("newer").hidden = true;
}

function dayElement(day) {
  return make("li", "day", make("span", "", day));
}

function drawRoom() {
  byId("room-title").textContent = selected || "…";
  const items = [];
  let day = "";
  for (const message of rooms.get(selected)?.messages.values() ?? []) {
    if (dayOf(message) !== day) items.push(dayElement(day = dayOf(message)));
    items.push(messageElement(message));
  }
  // A change of the channel is no news to read out.
  byId("messages").setAttribute("aria-live", "off");
  byId("list").replaceChildren(...items);
  drawTopic();
  toEnd();
  // On a phone the channels are a strip that may have scrolled away.
  byId("channels").querySelector("[aria-current]")?.scrollIntoView({block: "nearest", inline: "nearest"});
  requestAnimationFrame(() => byId("messages").setAttribute("aria-live", "polite"));
}

function select(name) {
  selected = name;
  history.replaceState(null, "", `#${encodeURIComponent(name)}`);
  markSeen();
  drawChannels();
  drawRoom();
}

function arrived(message) {
  const {messages} = room(message.channel);
  const known = messages.has(message._id);
  const before = [...messages.values()].at(-1);
  messages.set(message._id, message);
  if (messages.size > KEPT) {
    const oldest = messages.keys().next().value;
    messages.delete(oldest);
    byId("list").querySelector(`[data-id="${CSS.escape(oldest)}"]`)?.remove();
  }
  if (message.channel === selected) show(message, known, before);
  drawChannels();
}

function show(message, known, before) {
  const follow = atEnd();
  const list = byId("list");
  const item = messageElement(message);
  const old = known ? list.querySelector(`[data-id="${CSS.escape(message._id)}"]`) : null;
  if (old) {
    old.replaceWith(item);
  } else {
    if (!before || dayOf(before) !== dayOf(message)) list.append(dayElement(dayOf(message)));
    item.classList.add("fresh");
    list.append(item);
  }
  drawTopic();
  markSeen();
  if (follow) toEnd();
  else if (!known) byId("newer").hidden = false;
}

async function refresh() {
  const state = await (await fetch("/__state")).json();
  rooms.clear();
  for (const channel of state.channels) {
    const each = room(channel.name);
    each.flags = [channel.archived ? "archived" : "", channel.ro ? "read-only" : ""].filter(Boolean).join(", ");
    for (const message of channel.messages) each.messages.set(message._id, message);
  }
  if (!rooms.has(selected)) selected = rooms.keys().next().value ?? "";
  showFaults(state.rules);
  markSeen();
  drawChannels();
  drawRoom();
}

function connected(yes) {
  byId("link").classList.toggle("up", yes);
  byId("link-text").textContent = yes ? "Live" : "Reconnecting";
}

function listen() {
  const events = new EventSource("/__events");
  const on = (name, act) => events.addEventListener(name, (event) => act(JSON.parse(event.data)));
  // Events that come while the state is being fetched must wait for it, or it would overwrite them.
  let ready = Promise.resolve();
  const again = () => {
    connected(false);
    events.close();
    setTimeout(listen, 2000);
  };
  on("hello", () => {
    ready = refresh().then(() => connected(true));
    ready.catch(again);
  });
  on("message", (message) => ready.then(() => arrived(message), () => {}));
  on("faults", ({rules}) => ready.then(() => showFaults(rules), () => {}));
  on("removed", ({_id}) => ready.then(() => {
    rooms.forEach(({messages}) => messages.delete(_id));
    drawChannels();
    drawRoom();
  }, () => {}));
  on("cleared", () => ready.then(() => {
    rooms.forEach(({messages}) => messages.clear());
    drawChannels();
    drawRoom();
  }, () => {}));
  events.addEventListener("error", () => {
    connected(false);
    if (events.readyState === EventSource.CLOSED) again();
  });
}

byId("newer").addEventListener("click", toEnd);
byId("messages").addEventListener("scroll", () => {
  if (atEnd()) byId("newer").hidden = true;
});
document.addEventListener("visibilitychange", () => {
  markSeen();
  drawChannels();
});
window.addEventListener("hashchange", () => {
  const name = decodeURIComponent(location.hash.slice(1));
  if (rooms.has(name) && name !== selected) select(name);
});
listen();
