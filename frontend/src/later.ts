/**
 * Says to elements `data-later` that they come near, by the event `near`, which their `hx-trigger` waits for.
 *
 * What lies a screen and more away need not be there yet: a document may have five hundred values.
 */
export function watchLater(): void {
  for (const element of document.querySelectorAll("[data-later]")) watcher().observe(element);
}

let made: IntersectionObserver | undefined;

function watcher(): IntersectionObserver {
  return (made ??= new IntersectionObserver(tell, { rootMargin: "100% 0px" }));
}

function tell(entries: IntersectionObserverEntry[], observer: IntersectionObserver): void {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    observer.unobserve(target);
    target.dispatchEvent(new CustomEvent("near"));
  }
}
