const TOWNS = ['Marlow Ferry', 'Quillby', 'Easthaven', 'Tarn Bridge', 'Oldcastle', 'Brimsey', 'Lynfold', 'Harrowgate']
const MATTERS = ['flood wall', 'ferry line', 'school roof', 'harbour crane', 'market hall', 'ring road', 'old mill']

/** A small invented article; each edition has a figure of its own, each answer its own furniture. */
export function soakPage(article: number, edition: number, nth: number): string {
  const town = TOWNS[article % TOWNS.length]
  const matter = MATTERS[article % MATTERS.length]
  // No two articles share a figure: the same edit over a whole site would be held back as one storm.
  const hurt = 20 + article * 11 + edition * 5
  const headline = `${hurt} people hurt as ${matter} collapses in ${town}`
  const links = Array.from(
    { length: 20 },
    (_, n) => `<li><a href="/m/${nth}-${n}">Also in the news ${nth}-${n}</a></li>`,
  )
  return `<!doctype html><html lang="en"><head><title>${headline} - The Lynfold Post</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav><main><article><h1>${headline}</h1>
<p>The collapse of the ${matter} in ${town} hurt ${hurt} people on Tuesday, the fire service said in a statement.</p>
<p>Work on the ${matter} had begun in the spring and was to be finished before winter, according to the council of ${town}.</p>
<p>Residents of case number ${article} said that they had asked for an inspection since last year and got no answer.</p>
<p>An independent panel will publish its review of the causes before the end of the summer, the mayor said.</p>
</article><aside><h2>Most read</h2><ul>${links.join('')}</ul></aside></main><footer>${nth} readers now</footer></body></html>`
}
