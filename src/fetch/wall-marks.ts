/**
 * How the walls that large sites stand behind mark their pages, as their vendors write them. Headers are looked at
 * on every answer, body marks only where the status already says that this is not the article: an article may
 * write about walls. Kept apart from the code: the list grows, the logic does not.
 */
export const WALL_HEADERS: Array<{ name: string; value: RegExp }> = [
  { name: 'cf-mitigated', value: /./ }, // Cloudflare: challenge, block
  { name: 'x-amzn-waf-action', value: /./ }, // AWS WAF: challenge, captcha
  { name: 'x-datadome', value: /^(?!protected$)./i }, // DataDome writes "protected" on pages that it lets through
  { name: 'x-kpsdk-ct', value: /./ }, // Kasada
  { name: 'x-px-block', value: /./ }, // HUMAN (PerimeterX)
  { name: 'x-sucuri-block', value: /./ },
]

/** Servers that are walls: what they refuse themselves never reached the newspaper. */
export const WALL_SERVERS = /^(?:sucuri|akamaighost|datadome|ddos-guard|incapsula|imperva|qrator|stormwall|variti)/i

export const WALL_MARKS = new RegExp(
  [
    'cf-(?:chl|browser-verification|error-details|turnstile)',
    'challenges\\.cloudflare\\.com|cdn-cgi/challenge-platform|__cf_chl',
    'used cloudflare to restrict access|error 10(?:05|06|07|08|09|10|12|15|20)\\b',
    '_incapsula_resource|incapsula incident',
    'awswaf\\.com|gokuprops',
    'px-captcha|_pxappid|perimeterx',
    'captcha-delivery\\.com|geo\\.captcha|datadome',
    'kpsdk|ips\\.js\\?',
    'sucuri website firewall',
    'ddos-guard',
    'distil_r_|distilcaptcha',
    'g-recaptcha|hcaptcha|funcaptcha|arkoselabs',
    'reference (?:#|&#35;)\\s*[0-9a-f]+\\.[0-9a-f]', // Akamai
    'errors\\.edgesuite\\.net',
    'your support id is', // F5
    'wordfence',
    "(?:verify|confirm|prove)[^<]{0,30}(?:you are|you're|you’re)[^<]{0,15}(?:human|not a robot)",
    '(?:are you|you are) (?:a )?(?:robot|human)\\b',
    'unusual (?:traffic|activity)|automated (?:access|requests|queries)',
    'checking your browser|enable javascript and cookies to continue|just a moment\\.\\.\\.',
    'human verification|security check(?:point)?\\b|attention required',
    'you have been blocked|your ip(?: address)? (?:has been|is|was) (?:blocked|banned)',
  ].join('|'),
  'i',
)

/** A refusal because of where we are, in the languages of the web's larger newspapers. */
export const GEO_MARKS = new RegExp(
  [
    'not (?:available|accessible) (?:in|from|to (?:users|visitors|readers) in) (?:your|the|most|this) (?:country|region|location|area|european|eu\\b|territory)',
    '(?:unavailable|blocked|restricted)[^<.]{0,40}(?:in|from|to|for) (?:your|the|most) (?:country|region|location|european|eu\\b|eea\\b)',
    'european (?:union|economic area|countries|visitors)|\\bgdpr\\b|general data protection regulation',
    'geo(?:graphic(?:al)?|-| )?(?:block|restrict|fenc)',
    'in (?:ihrem|deinem) land nicht verf|nicht in ihrem land verf|dans votre (?:pays|région)',
    'en (?:tu|su) (?:país|región)|nel tuo paese|no seu país|in uw land|w twoim kraju',
    'в вашей стране|в вашем регионе',
  ].join('|'),
  'i',
)

/** A site that says itself that it is out of order. */
export const MAINTENANCE_MARKS = new RegExp(
  [
    'maintenance|wartungsarbeiten|mantenimiento|manutenzione|manutenção|onderhoud|обслуживани|технические работы',
    'critical error on this website|error establishing a database connection',
    'guru meditation|backend fetch failed',
    'be right back|back (?:soon|shortly|online)|temporarily (?:unavailable|offline|down)|under construction',
    'momentan nicht erreichbar|vorübergehend nicht|temporairement (?:indisponible|inaccessible)|temporalmente (?:no|fuera)',
  ].join('|'),
  'i',
)

/** A refusal that asks for money or a subscription. */
export const PAYWALL_MARKS =
  /subscri(?:be|ption|ber)|abonn(?:ez|ement|ieren|ent)|suscr[ií]b|assinante|abbonat|подписк|paywall|metered/i
