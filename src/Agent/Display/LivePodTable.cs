using Agent.Node.Explain;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

namespace Agent.Display;

/// <summary>Shows the pods on a terminal for as long as the agent runs: at each change, at most a few times per second.</summary>
internal sealed class LivePodTable : BackgroundService
{
    /// <summary>Shortest time between two drawings; a burst of changes is one drawing.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest time between two drawings, since ages and timers go on.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly IAnsiConsole _console;
    private readonly ExplainBoard _board;
    private readonly RecentLines _log;
    private readonly TimeProvider _time;
    private readonly Func<IReadOnlyList<string>> _title;

    /// <param name="console">The terminal.</param>
    /// <param name="board">Where the actors say what they do.</param>
    /// <param name="log">The last lines of the log.</param>
    /// <param name="time">The clock.</param>
    /// <param name="title">The lines above the table, as they are now.</param>
    public LivePodTable(IAnsiConsole console, ExplainBoard board, RecentLines log, TimeProvider time, Func<IReadOnlyList<string>> title)
    {
        _console = console;
        _board = board;
        _log = log;
        _time = time;
        _title = title;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var changed = new SemaphoreSlim(0, 1);
        void OnChanged()
        {
            try
            {
                changed.Release();
            }
            catch (SemaphoreFullException)
            {
                // A drawing is due already.
            }
        }

        _board.Changed += OnChanged;
        try
        {
            await _console.Live(Draw()).Overflow(VerticalOverflow.Ellipsis).StartAsync(async live =>
            {
                while (!stoppingToken.IsCancellationRequested)
                {
                    live.UpdateTarget(Draw());
                    await Task.Delay(ShortestPause, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    await changed.WaitAsync(LongestPause - ShortestPause, CancellationToken.None);
                }

                live.UpdateTarget(Draw());
            });
        }
        finally
        {
            _board.Changed -= OnChanged;
        }
    }

    private Spectre.Console.Rendering.IRenderable Draw() =>
        PodTableView.Draw(_title(), _board.Pods, _log.Lines, _time.GetUtcNow(), Math.Max(60, _console.Profile.Width));
}
