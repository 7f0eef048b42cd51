/** Characters that are words of their own and lean on the word before or after them: no given name has them. */

/** Particles, and what says where or when: they belong to the word before them. */
export const PARTICLES = "的地得了着过们吗呢吧啊等者之";
export const PLACES = "中后前里上下内外间时起处旁边";
/** Prepositions, conjunctions, adverbs, verbs that want an object: they belong to the word after them, and open a phrase. */
export const LEADING =
  "在与和及或对将把被让从向由以为因于至到比给用按就却又也都才还不未没再更最很太已正无非每各该本这那第可能要会共获达超破逾迎赴抵试首新老";
