// Checks the record of a double-blind question anew: every signature, every proof, the outcome.
import { look } from "./unanimity.js";

const part = document.querySelector("#check");
const show = (name, words = "", into = "") => {
  const one = part.querySelector(`[data-found="${name}"]`);
  one.hidden = false;
  if (into) one.querySelector(into).textContent = words;
};

async function check() {
  const answered = await fetch(part.dataset.record);
  if (!answered.ok || answered.redirected) throw new Error("there is no record");
  const [invitation, ...messages] = (await answered.text()).trim().split("\n").map((line) => JSON.parse(line));
  const board = look(invitation, messages, part.dataset.used.split(" ").filter(Boolean));
  show("asked", `${invitation.process}: ${invitation.proposal}`, "bdi");
  show("text", invitation.text, "code");
  show("of", invitation.delegations.map((holder) => holder.name).join(", "), "bdi");
  if (board.refused.length) return show("broken");
  show(board.agreed === null ? "open" : board.agreed ? "agreed" : "not-agreed");
  show("hash", board.hash, "code");
  return show("count", String(messages.length), "span");
}

if (part) {
  const waits = part.querySelector('[data-found="working"]');
  check().catch(() => show("none")).finally(() => (waits.hidden = true));
}
