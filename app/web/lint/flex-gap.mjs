// A gap in a flex box is newer than Chromium 83, a gap in a grid is not. Seen is a box that gets both in one place.
import stylelint from "stylelint";

const { createPlugin, utils } = stylelint;
const ruleName = "wayside/no-flex-gap";
const message = "a flex box has no gaps in Chromium 83: use margins";

const rule = (on) => (root, result) => {
  if (!on) return;
  root.walkRules((place) => {
    if (!place.some((one) => one.prop === "display" && /flex/.test(one.value))) return;
    const gaps = place.nodes.filter((one) => one.type === "decl" && /^(grid-)?((row|column)-)?gap$/.test(one.prop));
    for (const node of gaps) utils.report({ ruleName, result, node, word: node.prop, message });
  });
};

export default createPlugin(ruleName, Object.assign(rule, { ruleName, messages: {} }));
