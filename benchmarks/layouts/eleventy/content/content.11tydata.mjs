export default {
  layout: "record.njk",
  permalink: (data) => `${data.page.filePathStem}.html`,
};
