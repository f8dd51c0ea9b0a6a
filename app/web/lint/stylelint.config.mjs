// What ships as CSS. A line that has its fallback beside it says so: stylelint-disable-line or -next-line, the rule, `--`, the reason.
import flexGap from "./flex-gap.mjs";
import { SHARED_CSS, newerCss } from "./newer.mjs";

const css = newerCss(SHARED_CSS);
// A list of fonts is its own fallback.
const values = css.values.filter(([name]) => name !== "font-family");
const word = (value) => new RegExp(`(^|[\\s,])${value}([\\s,]|$)`);
const message = (name, value) => `MDN: not in every browser of app/web/lint/newer.mjs: ${value ? `${name}: ${value}` : name}`;

export default {
  plugins: [flexGap],
  reportDescriptionlessDisables: true,
  reportInvalidScopeDisables: true,
  reportNeedlessDisables: true,
  reportUnscopedDisables: true,
  rules: {
    "property-disallowed-list": [css.properties, { message }],
    "declaration-property-value-disallowed-list": [Object.fromEntries(values.map(([name, all]) => [name, all.map(word)])), { message }],
    "selector-pseudo-class-disallowed-list": [css.selectors, { message }],
    "selector-pseudo-element-disallowed-list": [css.selectors, { message }],
    "at-rule-disallowed-list": [css.atRules, { message }],
    "media-feature-name-disallowed-list": [css.mediaFeatures, { message }],
    // In MDN's data these have no names of their own. Functions and units are those in use; look one up before you add it.
    "function-allowed-list": ["calc", "env", "fit-content", "minmax", "rect", "repeat", "scaleX", "translateY", "var"],
    "unit-allowed-list": ["%", "em", "fr", "px", "rem", "s", "vh"],
    "max-nesting-depth": [0, { ignoreAtRules: ["keyframes"] }],
    "media-feature-range-notation": "prefix",
    "selector-not-notation": "simple",
    "wayside/no-flex-gap": true,
  },
};
