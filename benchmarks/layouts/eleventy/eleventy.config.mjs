// Records lie in content/TYPE/ID.md; each type and each tag has a page that lists its records.
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

function grouped(pages, groupsOf) {
  const groups = new Map();
  for (const page of pages) {
    for (const name of groupsOf(page)) {
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(page);
    }
  }
  return [...groups].map(([name, pages]) => ({ name, pages }));
}

export default function (config) {
  const records = (api) => api.getAll().filter((page) => page.inputPath.endsWith(".md"));
  config.addCollection("byPlace", (api) => Object.fromEntries(records(api).map((page) => [page.filePathStem, page])));
  config.addCollection("types", (api) => grouped(records(api), (page) => [page.filePathStem.split("/")[1]]));
  config.addCollection("labels", (api) => grouped(records(api), (page) => page.data.tags ?? []));
  config.addFilter("day", (date) => day.format(date));
  return {
    dir: { input: "content", includes: "../_includes", output: "public" },
    markdownTemplateEngine: false,
  };
}
