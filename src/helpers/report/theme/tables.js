// Tables sort by their heads, and long ones get a field that keeps the rows with given words.
(() => {
  const value = cell => {
    const words = cell ? cell.textContent.trim() : "";
    const plain = words.replace(/[\s\u202f\u00a0]/g, "").replace("\u2212", "-").replace("%", "");
    return /^-?[\d.]+(e[-+]?\d+)?$/.test(plain) ? parseFloat(plain) : words;
  };
  const compare = (a, b) => typeof a === "number" && typeof b === "number" ? a - b
    : typeof a !== typeof b ? (typeof a === "number" ? -1 : 1)
    : a.localeCompare(b, "fr", {numeric: true});
  const sort = (table, heads, place) => {
    const down = heads[place].getAttribute("aria-sort") === "ascending";
    heads.forEach(head => head.removeAttribute("aria-sort"));
    heads[place].setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...table.tBodies[0].rows];
    rows.sort((a, b) => (down ? -1 : 1) * compare(value(a.cells[place]), value(b.cells[place])));
    table.tBodies[0].append(...rows);
  };
  const filter = (table, words) => {
    const sought = words.toLocaleLowerCase("fr");
    for (const row of table.tBodies[0].rows)
      row.hidden = !row.textContent.toLocaleLowerCase("fr").includes(sought);
  };
  const enliven = table => {
    table.dataset.live = "";
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, place) => {
      if (head.tagName !== "TH" || !head.textContent) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(table, heads, place));
      head.append(button);
    });
    if (table.tBodies[0].rows.length < 10) return;
    const field = document.createElement("input");
    field.type = "search";
    field.placeholder = "Keep rows with …";
    field.setAttribute("aria-label", "Keep rows with: " + (table.caption?.textContent || "table"));
    field.addEventListener("input", () => filter(table, field.value));
    table.closest(".press-scroll").before(field);
  };
  for (const table of document.querySelectorAll(".press-table table:not([data-live])"))
    if (table.tHead && table.tBodies.length && table.tBodies[0].rows.length > 2) enliven(table);
})();
