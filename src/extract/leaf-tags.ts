/** Tags by what they do to the runs of text of a page. */

/** Their text is none of the page. */
export const SKIPPED = new Set(
  'noscript template iframe object embed svg math video audio canvas select option optgroup datalist textarea input button map dialog applet frameset head meter progress'.split(
    ' ',
  ),
)
/** Where they begin and end, a run of text does. */
export const BLOCK = new Set(
  'address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul legend caption picture'.split(
    ' ',
  ),
)
/** Fields and buttons. */
export const INPUTS = new Set(['input', 'button', 'select', 'textarea'])
/** Pictures and players. */
export const IMAGES = new Set(['img', 'video', 'amp-img', 'iframe'])
/** Text that stands out in its line. */
export const STRONG = new Set(['b', 'strong', 'em', 'i', 'u'])
