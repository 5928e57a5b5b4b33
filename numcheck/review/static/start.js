// Hands in the token, which stands behind the # of the address, so that no server log and no other site ever sees it.
const text = document.getElementById("text");
const token = location.hash.slice(1);
history.replaceState(null, "", "/start");
const answer = await fetch("/session", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ token }),
}).catch(() => null);
if (answer && answer.ok) location.replace("/next");
else text.textContent = "This address has no token, or an old one. Open the address that numcheck printed last.";
