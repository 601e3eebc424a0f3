const NAMES = [
  ...['action', 'aria-hidden', 'class', 'content', 'data-block', 'data-block-id', 'data-component', 'data-entry-id'],
  ...['data-id', 'data-post-id', 'data-post-time', 'data-published', 'data-qa', 'data-testid', 'data-time'],
  ...[
    'data-timestamp',
    'datetime',
    'dir',
    'hidden',
    'href',
    'http-equiv',
    'id',
    'itemprop',
    'itemtype',
    'lang',
    'name',
  ],
  ...['property', 'rel', 'role', 'src', 'style', 'title', 'type', 'value', 'xml:lang'],
]

/**
 * The attributes that extraction looks at; the others, half of a page's, are not kept where no site rule may ask for
 * them. A test holds this list to what the code of this folder reads.
 */
export const READ_ATTRIBUTES: ReadonlyMap<string, string> = new Map(NAMES.map((name) => [name, name]))
