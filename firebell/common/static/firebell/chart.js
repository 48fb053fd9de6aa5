// Draws observed values within their range, and what was expected where that is known, with Chart.js, in the colours of the page.
(function () {
  "use strict";
  const canvas = document.getElementById("chart");
  const source = document.getElementById("chart-data");
  if (!canvas || !source || !window.Chart) return;
  const data = JSON.parse(source.textContent);
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // The stretch of the alert, behind the lines.
  const stretch = {
    id: "stretch",
    beforeDatasetsDraw(chart) {
      if (data.first === null) return;
      const { ctx, chartArea, scales } = chart;
      const left = scales.x.getPixelForValue(data.first);
      const right = Math.max(scales.x.getPixelForValue(data.last), left + 2);
      ctx.save();
      ctx.fillStyle = token("--accent-soft");
      ctx.fillRect(left, chartArea.top, right - left, chartArea.height);
      ctx.restore();
    },
  };

  const line = (label, values, more) => ({
    label, data: values, pointRadius: 0, borderWidth: 1.5, tension: 0.2, ...more,
  });

  let chart = null;
  const draw = () => {
    if (chart) chart.destroy();
    const soft = token("--soft");
    window.Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    chart = new window.Chart(canvas, {
      type: "line",
      plugins: [stretch],
      data: {
        labels: data.labels,
        datasets: [
          line(data.words.observed, data.observed, { borderColor: token("--accent"), borderWidth: 2.5 }),
          ...(data.expected ? [line(data.words.expected, data.expected, { borderColor: soft, borderDash: [6, 4] })] : []),
          line(data.words.usual, data.upper, { borderColor: "transparent", backgroundColor: token("--sunken"), fill: "+1" }),
          line("", data.lower, { borderColor: "transparent" }),
        ],
      },
      options: {
        animation: still ? false : { duration: 250 },
        maintainAspectRatio: false,
        locale: document.documentElement.lang,
        interaction: { mode: "index", intersect: false },
        scales: {
          x: { ticks: { color: soft, maxTicksLimit: 7, maxRotation: 0 }, grid: { display: false } },
          y: { beginAtZero: true, ticks: { color: soft, precision: 0 }, grid: { color: token("--line") } },
        },
        plugins: {
          legend: { labels: { color: token("--ink"), filter: (item) => item.text !== "" } },
          tooltip: { filter: (item) => item.dataset.label !== "" },
        },
      },
    });
  };
  draw();
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
})();
