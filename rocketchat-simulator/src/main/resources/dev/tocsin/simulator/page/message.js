// One message as Rocket.Chat shows it.
import {emoji, link, markdown} from "./markdown.js";

const TIME = new Intl.DateTimeFormat(undefined, {hour: "2-digit", minute: "2-digit"});
const FULL = new Intl.DateTimeFormat(undefined, {dateStyle: "full", timeStyle: "medium"});
const DAY = new Intl.DateTimeFormat(undefined, {weekday: "long", day: "numeric", month: "long", year: "numeric"});
const ARRIVAL = {webhook: "webhook", "send-message": "chat.sendMessage", "post-message": "chat.postMessage"};

export function make(name, className, ...children) {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

export function dayOf(message) {
  return DAY.format(new Date(message.ts));
}

function text(value) {
  return value === undefined || value === null ? "" : String(value);
}

function avatar(message, name) {
  const picture = make("span", "avatar", emoji(message.emoji ?? "") || name.slice(0, 1).toUpperCase() || "?");
  picture.setAttribute("aria-hidden", "true");
  if (!message.emoji) picture.classList.add(`tint-${[...name].reduce((sum, c) => sum + c.codePointAt(0), 0) % 5}`);
  return picture;
}

function field(each) {
  const box = make("div", each.short === true ? "field short" : "field");
  const value = make("dd", "");
  value.append(markdown(text(each.value), {attachment: true}));
  box.append(make("dt", "", text(each.title)), value);
  return box;
}

function titleOf(attachment) {
  const title = text(attachment.title);
  return attachment.title_link ? link(text(attachment.title_link), [title]) : make("span", "", title);
}

function attachmentBody(attachment) {
  const parts = [];
  for (const name of ["pretext", "text"]) {
    if (attachment[name]) parts.push(make("div", "attachment-text", markdown(text(attachment[name]), {attachment: true})));
  }
  if (Array.isArray(attachment.fields) && attachment.fields.length > 0) {
    parts.push(make("dl", "fields", ...attachment.fields.map(field)));
  }
  for (const action of Array.isArray(attachment.actions) ? attachment.actions : []) {
    if (action.url) parts.push(make("span", "action", link(text(action.url), [text(action.text) || "Open"])));
  }
  return make("div", "attachment-body", ...parts);
}

function attachment(each) {
  const box = make("div", "attachment");
  const color = text(each.color);
  if (color && CSS.supports("color", color)) box.style.borderInlineStartColor = color;
  if (each.author_name) box.append(make("div", "attachment-author", text(each.author_name)));
  const body = attachmentBody(each);
  if (!each.title) {
    box.append(body);
    return box;
  }
  const head = make("div", "attachment-title", titleOf(each));
  if (body.childElementCount > 0) {
    const toggle = make("button", "fold");
    toggle.type = "button";
    const show = (open) => {
      body.hidden = !open;
      toggle.textContent = open ? "▾" : "▸";
      toggle.setAttribute("aria-expanded", String(open));
      toggle.setAttribute("aria-label", `${open ? "Collapse" : "Expand"} ${text(each.title)}`);
    };
    toggle.addEventListener("click", () => show(body.hidden));
    show(each.collapsed !== true);
    head.append(toggle);
  }
  box.append(head, body);
  return box;
}

function reactions(message) {
  const row = make("div", "reactions");
  for (const [name, who] of Object.entries(message.reactions ?? {})) {
    row.append(make("span", "reaction", `${emoji(name) || name} ${who.usernames?.length ?? 1}`));
  }
  return row;
}

export function messageElement(message) {
  const name = text(message.alias) || text(message.u?.name) || "unknown";
  const time = make("time", "", TIME.format(new Date(message.ts)));
  time.dateTime = text(message.ts);
  time.title = FULL.format(new Date(message.ts));
  const head = make("div", "message-head", make("strong", "", name));
  if (message.alias) head.append(make("span", "user", `@${text(message.u?.username)}`));
  head.append(make("span", "badge", "Bot"), time);
  const arrival = make("span", "arrival", ARRIVAL[message.arrival] ?? "");
  arrival.title = "how this message came in";
  head.append(arrival);
  if (message.editedAt) head.append(make("span", "user", "(edited)"));
  const body = make("div", "message-body", head);
  if (message.msg) body.append(make("div", "text", markdown(text(message.msg))));
  const attachments = Array.isArray(message.attachments) ? message.attachments : [];
  body.append(...attachments.map(attachment));
  if (!message.msg && attachments.length === 0) body.append(make("div", "text nothing", "(empty message)"));
  if (message.reactions) body.append(reactions(message));
  const item = make("li", "message", avatar(message, name), body);
  item.dataset.id = message._id;
  return item;
}
