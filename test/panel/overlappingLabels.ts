/** Runs in the page: pairs of texts in drawings that lie on each other, or stick out of their drawing. */

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
interface TextElement {
  readonly textContent: string | null;
  readonly ownerSVGElement: { getBoundingClientRect(): Box };
  getBoundingClientRect(): Box;
}
declare const document: { querySelectorAll(selector: string): Iterable<TextElement> };

export function overlappingLabels(): string[] {
  const labels = [...document.querySelectorAll(".scene svg text")].map((element) => ({
    text: element.textContent ?? "",
    box: element.getBoundingClientRect(),
    drawing: element.ownerSVGElement.getBoundingClientRect(),
  }));
  const outside = labels
    .filter(({ box, drawing }) => box.left < drawing.left - 1 || box.right > drawing.right + 1)
    .map(({ text }) => `${text} sticks out`);
  const pairs = labels.flatMap((a, index) =>
    labels
      .slice(index + 1)
      .filter(
        (b) =>
          a.box.left < b.box.right - 1 &&
          b.box.left < a.box.right - 1 &&
          a.box.top < b.box.bottom - 3 &&
          b.box.top < a.box.bottom - 3,
      )
      .map((b) => `${a.text} lies on ${b.text}`),
  );
  return [...outside, ...pairs];
}
