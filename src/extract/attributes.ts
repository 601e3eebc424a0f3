import { NameTable } from './name-table.ts'

/** The attributes that extraction looks at; a test holds this list to what the code of this folder reads. */
export const ATTRIBUTES: readonly string[] = [
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

/** The same for `parse`: the others, half of a page's, are not kept where no site rule may ask for them. */
export const READ_ATTRIBUTES: NameTable<string> = new NameTable(ATTRIBUTES.map((name) => [name, name]))
