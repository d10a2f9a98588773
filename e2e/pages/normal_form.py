"""What somebody sees of a page, as lines to compare: without what only htmx, tokens, places and this visit need."""

LATEST = 40  # messages: as many as a fresh load shows

LINES_OF = """
(latest) => {
  const region = document.querySelector("#live").cloneNode(true);
  const ofThisVisit = ".passing, #pulse, #live-state, .history, .first-unread, [href*='?new#']";
  const passing = ofThisVisit + ", [hidden], input[type=hidden]";
  region.querySelectorAll(".composer__field").forEach(field => field.setAttribute("value", field.textContent = ""));
  region.querySelectorAll(passing).forEach(part => part.remove());
  region.querySelectorAll(".entry__age, #readers, #newbar").forEach(part => part.replaceChildren());
  [...region.querySelectorAll("#messages > article")].slice(0, -latest).forEach(message => message.remove());
  const unseen = name => /^(hx-|data-hx-|data-htmx-|autofocus$|tabindex$)/.test(name);
  const words = text => text.replace(/\\s+/g, " ").trim();
  const classes = value => value.split(" ").filter(word => word && !word.startsWith("htmx-")).map(word => "." + word);
  const attribute = ({name, value}) => name == "class" ? classes(value).join("") : `[${name}=${words(value)}]`;
  const lines = ["title: " + words(document.title)];
  const write = (node, depth) => {
    const indent = "  ".repeat(depth);
    if (node.nodeType == Node.TEXT_NODE && words(node.data)) lines.push(indent + words(node.data));
    if (node.nodeType != Node.ELEMENT_NODE) return;
    const seen = [...node.attributes].filter(({name}) => !unseen(name)).sort((a, b) => a.name < b.name ? -1 : 1);
    lines.push(indent + node.localName + seen.map(attribute).join(""));
    node.childNodes.forEach(child => write(child, depth + 1));
  };
  region.normalize();
  write(region, 0);
  return lines;
}
"""


def lines_of(tab) -> list[str]:
    return tab.evaluate(LINES_OF, LATEST)
