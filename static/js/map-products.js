// The names of products for the map's search, once somebody means to type one.

/** A Map from any spelling, in lower case, to the name the page uses; fills the list of suggestions. */
export async function load(address, list) {
  const { products } = await (await fetch(address)).json();
  const index = new Map();
  const hindi = document.documentElement.lang === "hi";
  for (const product of products) {
    const name = (hindi && product.name_hi) || product.name;
    for (const spelling of [product.slug, product.name, product.name_hi, ...product.aliases]) {
      if (spelling && !index.has(spelling.toLowerCase())) index.set(spelling.toLowerCase(), name);
    }
    list.append(new Option(name, name));
  }
  return index;
}
