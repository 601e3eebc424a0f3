/** How a line of names begins. */
export const BYLINE =
  /^\W*(?:by|von|par|por|di|door|av|af|text|story|words|written by|posted by|reported by|author|autor|autorin|auteur|redaktion|texte?|tekst)\b/iu

/** A name and nothing else. */
export const NAME_LINE = /^\p{Lu}[\p{L}'’.-]+(?: \p{Lu}[\p{L}'’.-]*){1,2}$/u

/** What follows the author's name in the author's box. */
export const BIO =
  /\s+(?:is|ist|est|es|è|é|was|war|has been|covers|writes|reports|works|schreibt|berichtet|arbeitet|écrit|couvre|escribe|cubre|scrive|is een|är|er|pisze|jest)\s/u

/** What stands in the place of embedded content until the reader agrees to it. */
export const EXTERNAL =
  /(?:an dieser stelle (?:finden|befindet|steht|würden|wird).{0,80}(?:extern|inhalt)|externe[rnms]? inhalt|externe[rn]? (?:medien|content)|personenbezogene daten an drittplattformen|redaktionell empfohlene|contenu externe|contenido externo|contenuto esterno|ekstern(?:t|e|al)? (?:innhold|indhold)|externt innehåll|externe inhoud|to view this (?:content|video|embed)|please (?:accept|enable) (?:marketing |all )?cookies|this content is hosted (?:by|on)|by (?:clicking|loading) .{0,60}(?:third.party|external content))/iu

/** Class words of a box around an image. */
export const MEDIA_BOX =
  /image|img|photo|foto|picture|^pics?$|bild|media|figure|galler|galer|slide|carous|video|caption/

/** Class words of boxes of facts. */
export const BOX =
  /^fact|fact(?:s|box|boks|file)|^fakta|fakten|infobox|infokasten|infoboks|^factbox|kasten$|expandable|accordion/
