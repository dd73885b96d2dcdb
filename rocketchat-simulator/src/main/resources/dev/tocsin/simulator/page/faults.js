// The control panel that makes Rocket.Chat fail, and the banner that says so.
import {make} from "./message.js";

const CHOICES = [
  {name: "Error 500", hint: "Every call is answered 500.", rule: {kind: "status", status: 500}},
  {name: "Too many requests", hint: "Every call is answered 429.", rule: {kind: "429", ms: 5000}},
  {name: "Hang", hint: "Calls get no answer at all.", rule: {kind: "hang"}},
  {name: "Slow", hint: "Answers come 5 seconds late.", rule: {kind: "slow", ms: 5000}},
  {name: "Connection reset", hint: "The connection is cut at once.", rule: {kind: "reset"}},
  {name: "Stored but lost", hint: "Messages are kept, their answers are lost.", rule: {kind: "stored-but-lost"}},
];

const WORDS = {
  status: (rule) => `answers ${rule.status}`,
  429: () => "answers 429, too many requests",
  hang: () => "does not answer",
  reset: () => "cuts the connection",
  "stored-but-lost": () => "keeps messages but loses the answers",
  slow: (rule) => `answers ${rule.ms / 1000} s late`,
  html: () => "answers with a web page",
  "success-false": () => "answers 200 with success:false",
};

function sentence(rule) {
  const words = (WORDS[rule.kind] ?? (() => rule.kind))(rule);
  const where = rule.channel || rule.path;
  const rest = [where ? `for ${where}` : "", rule.count > 0 ? `(${rule.count} more)` : "",
    rule.probability < 1 ? `for ${Math.round(rule.probability * 100)} % of calls` : ""];
  return [words, ...rest].filter(Boolean).join(" ");
}

async function put(rules, report) {
  try {
    const answer = await fetch("/__faults", {
      method: "PUT", headers: {"content-type": "application/json"}, body: JSON.stringify(rules),
    });
    report(answer.ok ? "" : (await answer.json()).error);
  } catch {
    report("The simulator cannot be reached.");
  }
}

/** Wires the panel; the returned function shows the rules in force. */
export function faultControls(channelNames) {
  const panel = document.getElementById("panel");
  const plug = document.getElementById("plug");
  const banner = document.getElementById("banner");
  const problem = make("p", "problem");
  problem.setAttribute("role", "alert");
  const report = (words) => { problem.textContent = words; };
  const scope = make("select", "");
  scope.id = "scope";
  const label = make("label", "", "Where");
  label.htmlFor = "scope";

  const buttons = CHOICES.map((choice) => {
    const button = make("button", "choice", make("strong", "", choice.name), make("span", "", choice.hint));
    button.type = "button";
    button.addEventListener("click", () => put([{...choice.rule, channel: scope.value}], report));
    return button;
  });
  const off = make("button", "choice off", make("strong", "", "Off"), make("span", "", "Everything works again."));
  off.type = "button";
  off.addEventListener("click", () => put([], report));
  panel.append(
    make("div", "panel-head", make("h2", "", "Make Rocket.Chat fail"), make("div", "scope", label, scope)),
    make("div", "choices", ...buttons, off),
    problem,
  );

  plug.addEventListener("click", () => {
    panel.hidden = !panel.hidden;
    plug.setAttribute("aria-expanded", String(!panel.hidden));
    if (panel.hidden) return;
    const chosen = scope.value;
    scope.replaceChildren(new Option("all channels", ""), ...channelNames().map((name) => new Option(name, name)));
    scope.value = chosen;
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    panel.hidden = true;
    plug.setAttribute("aria-expanded", "false");
    plug.focus();
  });
  document.getElementById("banner-clear").addEventListener("click", () => put([], report));

  return (rules) => {
    banner.hidden = rules.length === 0;
    plug.classList.toggle("pulled", rules.length > 0);
    document.getElementById("banner-text").textContent =
      rules.length === 0 ? "" : `Rocket.Chat ${rules.map(sentence).join("; and ")}.`;
    buttons.forEach((button, index) => {
      const {kind, status} = CHOICES[index].rule;
      const on = rules.some((rule) => rule.kind === kind && (status === undefined || rule.status === status));
      button.setAttribute("aria-pressed", String(on));
    });
    off.setAttribute("aria-pressed", String(rules.length === 0));
  };
}
