"use strict";
// How data reach the page: script files hand values over by name, since a page opened from the file system may not fetch.

const { html, render, useEffect, useLayoutEffect, useMemo, useRef, useState } = lib;

const hasila = (() => {
  const values = new Map();
  const loading = new Map();

  /** Called by the data's script files. */
  function take(name, value) {
    values.set(name, value);
  }

  function fetched(name, path) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      script.onload = () => (values.has(name) ? done(values.get(name)) : failed(new Error(`${path} holds no ${name}`)));
      script.onerror = () => failed(new Error(`${path} could not be loaded`));
      script.src = path;
      document.head.append(script);
    });
  }

  /** The value of that name, out of the script file at that path; a failed load may be tried again. */
  function load(name, path) {
    if (!loading.has(name)) {
      loading.set(name, fetched(name, path));
      loading.get(name).catch(() => loading.delete(name));
    }
    return loading.get(name);
  }

  return { take, load, value: (name) => values.get(name) };
})();
