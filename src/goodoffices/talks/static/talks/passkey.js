// A form marked data-passkey="create" or "get" asks the browser for a passkey before it is sent. A button that can do
// nothing else waits for this.
(() => {
  "use strict";

  const bytes = (text) => {
    const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const text = (buffer) => {
    const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
    return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  };
  const known = (list) => (list ?? []).map((entry) => ({ ...entry, id: bytes(entry.id) }));

  const ask = async (kind, options) => {
    const wanted = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
    if (kind === "get") {
      wanted.allowCredentials = known(wanted.allowCredentials);
      return navigator.credentials.get({ publicKey: wanted });
    }
    wanted.user = { ...wanted.user, id: bytes(wanted.user.id) };
    wanted.excludeCredentials = known(wanted.excludeCredentials);
    return navigator.credentials.create({ publicKey: wanted });
  };

  const told = (credential) => {
    const answer = credential.response;
    const response = { clientDataJSON: text(answer.clientDataJSON) };
    if (answer.attestationObject) {
      response.attestationObject = text(answer.attestationObject);
      response.transports = answer.getTransports?.() ?? [];
    } else {
      response.authenticatorData = text(answer.authenticatorData);
      response.signature = text(answer.signature);
      response.userHandle = answer.userHandle ? text(answer.userHandle) : null;
    }
    return {
      type: credential.type,
      id: credential.id,
      rawId: text(credential.rawId),
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    };
  };

  const form = document.querySelector("form[data-passkey]");
  const field = form?.querySelector("input[name=credential]");
  const trouble = form?.querySelector("[data-passkey-trouble]");
  form?.addEventListener("submit", async (event) => {
    if (event.defaultPrevented || form.elements.code?.value) return; // stopped, or confirmed by a code
    event.preventDefault();
    trouble.hidden = true;
    try {
      const options = JSON.parse(document.getElementById("passkey-options").textContent);
      const credential = await ask(form.dataset.passkey, options.creation_options ?? options.request_options);
      field.value = JSON.stringify(told(credential));
      form.submit();
    } catch {
      trouble.hidden = false;
    }
  });
  for (const button of form?.querySelectorAll("button[data-waits]") ?? []) button.disabled = false;
})();
