import type { ChildNode } from 'domhandler'
import { isTag, isText } from 'domhandler'
import { roleWords } from './element.ts'
import type { Doc } from './parse.ts'

/** The outer form of a page, by counting. */
export interface PageShape {
  letters: number
  linkLetters: number
  /** Links of a headline's length. */
  headlineLinks: number
  images: number
  hasPassword: boolean
  /** An application's empty mount point, a notice to enable JavaScript, or a script that leads elsewhere. */
  isShell: boolean
  shellReason: string
  /** Addresses and names of scripts, frames, forms and boxes. */
  marks: string
}

const MOUNT =
  /^(?:root|app|__next|__nuxt|___gatsby|svelte|main-app|react-root|app-root|ember|application|page-root|mount)$/
const LEADS_ELSEWHERE =
  /location(?:\.href)?\s*=\s*["'`]|location\.(?:replace|assign|reload)\s*\(|document\.cookie\s*=[^;]{0,200};?.{0,200}location|window\.navigate|http-equiv=["']?refresh/i
const NEEDS_SCRIPT =
  /(?:enable|activate|turn on|requires?|need|without|aktivier|activ(?:er|ez|ar|e|a)|attiva|habilit|inschakelen|aktivera|aktiver|włącz|povolte|включите|увімкніть|etkinleştir|有効|启用|활성화|تفعيل|הפעל)[^.]{0,60}java\s?script|java\s?script[^.]{0,60}(?:required|disabled|enabled?|deaktiviert|aktivier|erforderlich|désactivé|activ|desactivado|disabilitato|uitgeschakeld|wyłącz|отключ|выключ|有効|禁用|필요)/i

/** Counts text, links and images in one walk; stops at 200,000 nodes. */
export function readPageShape(doc: Doc): PageShape {
  const shape: PageShape = {
    letters: 0,
    linkLetters: 0,
    headlineLinks: 0,
    images: 0,
    hasPassword: false,
    isShell: false,
    shellReason: '',
    marks: '',
  }
  const marks: string[] = []
  let mount = false
  let refreshes = false
  let noscript = ''
  const open: Array<[ChildNode, number]> = [...doc.root.children]
    .reverse()
    .map((child): [ChildNode, number] => [child, 0])
  // A link's letters are counted for it as they come: 1 inside a link, 2 inside noscript, head or hidden boxes.
  let linkRun = 0
  for (let steps = 0; open.length > 0 && steps < 200_000; steps++) {
    const [node, zone] = open.pop() ?? []
    if (!node || zone === undefined) break
    if (isText(node)) {
      if (zone === 2) {
        if (noscript.length < 2000) noscript += node.data
        continue
      }
      const count = node.data.trim().length
      shape.letters += count
      if (zone === 1) {
        shape.linkLetters += count
        linkRun += count
        if (linkRun >= 25 && linkRun - count < 25) shape.headlineLinks += 1
      }
      continue
    }
    if (!isTag(node)) continue
    const { name, attribs } = node
    if (name === 'img' || name === 'picture') shape.images += name === 'img' ? 1 : 0
    if (name === 'input' && attribs['type'] === 'password') shape.hasPassword = true
    if (name === 'meta' && attribs['http-equiv']?.toLowerCase() === 'refresh' && /url/i.test(attribs['content'] ?? ''))
      refreshes = true
    if (name === 'a') linkRun = 0
    if (marks.length < 200 && (attribs['src'] || attribs['action'] || attribs['id'] || attribs['class'])) {
      if (name !== 'img' && name !== 'a')
        marks.push(`${attribs['src'] ?? ''} ${attribs['action'] ?? ''} ${roleWords(node)}`.slice(0, 160))
    }
    if (MOUNT.test(attribs['id'] ?? '') || name === 'app-root') mount = true
    const inner =
      name === 'noscript' || name === 'head' || name === 'title' || name === 'template' ? 2 : name === 'a' ? 1 : zone
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index]
      if (child) open.push([child, inner])
    }
  }
  shape.marks = marks.join(' ')
  const scripted = doc.scripts.length > 0
  const leads = doc.scripts.find(({ text }) => LEADS_ELSEWHERE.test(text.slice(0, 4000)))
  const payload = doc.scripts.reduce((sum, { text }) => sum + text.length, 0)
  if (NEEDS_SCRIPT.test(noscript)) shell(shape, 'it asks for JavaScript')
  else if (mount && scripted) shell(shape, 'an empty mount point of a script')
  else if (refreshes && shape.letters < 100) shell(shape, 'the page leads elsewhere at once')
  else if (leads && shape.letters < 100) shell(shape, 'a script leads elsewhere')
  else if (scripted && shape.letters < 100 && (payload > 2000 || shape.letters === 0))
    shell(shape, 'scripts without a text')
  else if (payload > 100_000 && shape.letters < 400) shell(shape, 'the text may stand in a script payload')
  return shape
}

function shell(shape: PageShape, reason: string): void {
  shape.isShell = true
  shape.shellReason = reason
}
