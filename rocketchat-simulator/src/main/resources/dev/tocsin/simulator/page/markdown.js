// Rocket.Chat's dialect, the part that alerts use. Everything becomes text nodes and elements; no HTML is ever parsed.

const EMOJI = {
  red_circle: "🔴", orange_circle: "🟠", yellow_circle: "🟡", green_circle: "🟢", large_blue_circle: "🔵", blue_circle: "🔵",
  white_check_mark: "✅", warning: "⚠️", rotating_light: "🚨", fire: "🔥", information_source: "ℹ️", bell: "🔔", no_bell: "🔕",
  x: "❌", boom: "💥", tada: "🎉", eyes: "👀", thumbsup: "👍", "+1": "👍", rocket: "🚀", robot: "🤖", question: "❓",
  exclamation: "❗", zzz: "💤", hourglass: "⌛", chart_with_upwards_trend: "📈", satellite: "📡", mega: "📣", tocsin: "🔔",
};

const LINK = String.raw`https?:\/\/[^\s<>"'\u0060]*[^\s<>"'\u0060.,;:!?)\]}]`;
const RULES = [
  {at: /\\([*_~`\\#:])/, make: (m) => m[1]},
  {at: /`([^`\n]+)`/, make: (m) => element("code", [m[1]])},
  {at: new RegExp(String.raw`\[([^\]\n]+)\]\((${LINK}\)?)\)`), make: (m, where) => link(m[2], inline(m[1], {...where, link: true}))},
  {at: new RegExp(String.raw`<(${LINK})\|([^>\n]+)>`), make: (m, where) => link(m[1], inline(m[2], {...where, link: true}))},
  {at: new RegExp(LINK), linkLike: true, make: (m) => link(m[0], [m[0]])},
  {at: /\*\*([^*\n]+)\*\*/, make: (m, where) => element("strong", inline(m[1], where))},
  {at: /\*([^*\n]+)\*/, make: (m, where) => element(where.attachment ? "em" : "strong", inline(m[1], where))},
  {at: /(?<![\p{L}\p{N}_])__?([^_\n]+)__?(?![\p{L}\p{N}_])/u, make: (m, where) => element("em", inline(m[1], where))},
  {at: /~~?([^~\n]+)~~?/, make: (m, where) => element("s", inline(m[1], where))},
  {at: /:([a-z0-9_+-]+):/, make: (m) => EMOJI[m[1]] ?? m[0]},
  {at: /(?<![\p{L}\p{N}"=:])@([A-Za-z0-9][\w.-]*)/u, make: (m) => element("span", [m[0]], "mention")},
];

export function emoji(name) {
  return EMOJI[String(name).replaceAll(":", "")] ?? "";
}

function element(name, children, className) {
  const node = document.createElement(name);
  node.append(...children);
  if (className) node.className = className;
  return node;
}

/** A link that opens elsewhere, only for http and https; anything else stays text. */
export function link(address, children) {
  if (!/^https?:\/\//i.test(address)) return element("span", children);
  const node = element("a", children);
  node.href = address;
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  return node;
}

/** The earliest rule wins; the text before it stays as it is. */
function inline(text, where) {
  const nodes = [];
  let rest = text;
  while (rest !== "") {
    let best = null;
    for (const rule of RULES) {
      if (where.link && rule.linkLike) continue;
      const match = rule.at.exec(rest);
      if (match && (best === null || match.index < best.match.index)) best = {rule, match};
    }
    if (best === null) break;
    nodes.push(rest.slice(0, best.match.index), best.rule.make(best.match, where));
    rest = rest.slice(best.match.index + best.match[0].length);
  }
  nodes.push(rest);
  return nodes;
}

function block(line, where) {
  const heading = /^(#{1,4}) (.+)$/.exec(line);
  if (heading) return element("div", inline(heading[2], where), "md-heading");
  const quote = /^> ?(.*)$/.exec(line);
  if (quote) return element("blockquote", inline(quote[1], where));
  const item = /^\s*[-*•] (.+)$/.exec(line);
  if (item) return element("div", inline(item[1], where), "md-item");
  return element("div", line === "" ? ["\u00a0"] : inline(line, where), line === "" ? "md-gap" : "md-line");
}

/**
 * Renders a text into a fragment. Very long texts are shown raw, as Rocket.Chat does.
 * In an attachment one star means emphasis, because Rocket.Chat renders those as GitHub's dialect.
 */
export function markdown(text, where = {}) {
  const fragment = document.createDocumentFragment();
  if (text.length > 30000) {
    fragment.append(text);
    return fragment;
  }
  text.split(/```(?:[a-z]*\n)?/).forEach((part, index) => {
    if (index % 2 === 1) {
      fragment.append(element("pre", [element("code", [part.replace(/\n$/, "")])]));
      return;
    }
    const lines = part.replace(/^\n|\n$/g, "").split("\n");
    if (part.trim() !== "") fragment.append(...lines.map((line) => block(line, where)));
  });
  return fragment;
}
