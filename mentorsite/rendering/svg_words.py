"""What an SVG may be made of when it is published: elements, attributes, and the words that may stand in their values.

It follows SVG 2 and the CSS modules that it names, as far as browsers draw them in an `<img>`.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SHAPES = _words("circle ellipse image line path polygon polyline rect text textPath tspan use")
NEVER_DRAWN = _words("clipPath defs filter linearGradient marker mask pattern radialGradient symbol")
"""What is seen only where something refers to it."""
FILTERS = _words(
    "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight"
    " feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight"
    " feSpecularLighting feSpotLight feTile feTurbulence"
)
ELEMENTS = SHAPES | NEVER_DRAWN | FILTERS | _words("a g stop style svg switch")
"""The elements that are kept. Any other is taken out with all that it holds."""
REFUSED = {
    "animate": "it moves",
    "animateMotion": "it moves",
    "animateTransform": "it moves",
    "set": "it moves",
    "feImage": "a filter of it takes in another picture",
    "foreignObject": "a part of it is written in HTML",
}
"""The elements without which the picture would show something else, and what to say of them."""
WITH_TEXT = _words("text textPath tspan")
"""The elements whose text is drawn. `a` may stand among them."""
POINTING = _words("filter image linearGradient pattern radialGradient textPath use")
"""The elements that refer to another one by `href`."""

PROPERTIES = _words(
    "alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters color-rendering"
    " direction display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font font-family"
    " font-feature-settings font-kerning font-size font-size-adjust font-stretch font-style font-variant font-variant-caps"
    " font-variant-ligatures font-variant-numeric font-weight image-rendering inline-size isolation kerning letter-spacing lighting-color"
    " line-height marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order pointer-events"
    " shape-padding shape-rendering solid-color solid-opacity stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset"
    " stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width tab-size text-align text-align-last text-anchor"
    " text-decoration text-decoration-color text-decoration-line text-decoration-style text-decoration-thickness"
    " text-indent text-orientation"
    " text-overflow text-rendering text-shadow text-transform transform transform-box transform-origin unicode-bidi vector-effect"
    " visibility white-space word-spacing writing-mode background background-color enable-background cx cy d height r rx ry width x y"
)
"""The properties that may stand in a style, and most of them as attributes, too."""
ATTRIBUTES = PROPERTIES | _words(
    "amplitude azimuth baseFrequency bias clipPathUnits diffuseConstant divisor dx dy edgeMode elevation exponent filterRes"
    " filterUnits fr fx fy gradientTransform gradientUnits in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength lengthAdjust"
    " limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits method mode numOctaves offset"
    " operator order orient pathLength patternContentUnits patternTransform patternUnits points pointsAtX pointsAtY pointsAtZ"
    " preserveAlpha preserveAspectRatio primitiveUnits radius refX refY result rotate scale seed side slope spacing specularConstant"
    " specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale tableValues targetX targetY textLength type values"
    " version viewBox x1 x2 xChannelSelector y1 y2 yChannelSelector z"
)
"""The attributes that are kept where their values are made of what stands below; `class`, `href`, `id`, `style` have rules of their own."""

FUNCTIONS = _words(
    "blur brightness calc circle clamp color color-mix contrast cubic-bezier device-cmyk drop-shadow ellipse grayscale"
    " hsl hsla hue-rotate hwb inset"
    " invert lab lch light-dark matrix matrix3d max min oklab oklch opacity path polygon rgb rgba rotate saturate scale"
    " scalex scaley sepia skew"
    " skewx skewy translate translatex translatey"
)
"""The functions that may stand in a value, lower-cased. `url()` has a rule of its own."""
COLOURS = _words(
    "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood cadetblue chartreuse"
    " chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki"
    " darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey"
    " darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro"
    " ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen"
    " lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon"
    " lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon"
    " mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise"
    " mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid"
    " palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red"
    " rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey snow"
    " springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen canvas"
    " canvastext currentcolor"
    " transparent srgb display-p3"
)
KEYWORDS = COLOURS | _words(
    "a accumulate after-edge all all-petite-caps all-small-caps alpha alphabetic alternate always arcs arithmetic at atop auto"
    " auto-start-reverse b backgroundalpha backgroundimage baseline before-edge bevel bidi-override block bold bolder border-box"
    " both bottom bounding-box break-spaces butt capitalize center central clip collapse color color-burn color-dodge"
    " common-ligatures condensed contain content-box context-fill context-stroke crisp-edges crispedges cursive darken dashed"
    " default difference dilate discrete dotted double duplicate ellipsis embed end erode evenodd exact exclusion expanded"
    " extra-condensed extra-expanded false fantasy farthest-side fill fill-box fillpaint fixed flat fractalnoise full-width g gamma"
    " geometricprecision hanging hard-light hidden horizontal-tb hue huerotate identity ideographic in inherit initial inline"
    " inline-block inside intersect isolate isolate-override italic justify large larger left lighten lighter line-through linear"
    " linearrgb lining-nums list-item lowercase lr lr-tb ltr luminance luminancetoalpha luminosity magnify markers mathematical"
    " matrix medium meet middle miter miter-clip mixed monospace multiply new no-change no-clip no-common-ligatures non-rotation"
    " non-scaling-size non-scaling-stroke none normal nostitch nowrap objectboundingbox oblique oldstyle-nums optimizelegibility"
    " optimizequality optimizespeed out outside over overlay overline painted petite-caps pixelated plaintext plus-lighter pre"
    " pre-line pre-wrap preserve proportional-nums r reflect repeat reset-size revert revert-layer right rl rl-tb rotate round s"
    " sans-serif saturate saturation screen scroll semi-condensed semi-expanded serif sideways simple slashed-zero small small-caps"
    " smaller smooth soft-light solid sourcealpha sourcegraphic spacing spacingandglyphs square start stitch stretch strict stroke"
    " stroke-box strokepaint strokewidth sub sup super system-ui table tabular-nums tb tb-rl text text-after-edge text-before-edge"
    " text-bottom text-top top true turbulence ui-monospace ui-rounded ui-sans-serif ui-serif ultra-condensed ultra-expanded under"
    " underline unicase uppercase upright userspaceonuse vertical-lr vertical-rl view-box visible visiblefill visiblepainted"
    " visiblestroke wavy wrap x x-large x-small xmaxymax xmaxymid xmaxymin xmidymax xmidymid xmidymin xminymax xminymid xminymin"
    " xor xx-large xx-small xxx-large y z"
)
"""The words that may stand in a value, lower-cased. What is none of them could be anything."""

UNITS = _words("% ch cm deg em ex fr grad in mm ms pc pt px q rad rem s turn vh vmax vmin vw")
"""What may stand behind a number, lower-cased."""
