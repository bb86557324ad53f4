using Agent.Cri.Protocol;

namespace Agent.Cri;

/// <summary>
/// Remembers which <see cref="CriOptionalCall"/>s the runtime has, from how it answered. Safe for any thread.
/// </summary>
/// <remarks>
/// What is remembered holds for one <see cref="Generation"/> of the runtime. A new one begins when <c>Version</c> answers
/// otherwise than before, when the connection is lost, and on <see cref="Reset"/>; the next call of each kind then tells
/// anew. Observations carry the generation their call began in, so that a late answer of the old runtime changes nothing.
/// </remarks>
public sealed class CriCapabilities
{
    private readonly Lock _lock = new();
    private readonly CriSupport[] _support = new CriSupport[Enum.GetValues<CriOptionalCall>().Length];
    private VersionResponse? _version;
    private long _generation;

    /// <summary>Counts from 0 the times that the runtime was, or may have been, replaced.</summary>
    public long Generation => Interlocked.Read(ref _generation);

    /// <summary>What is known about one call now.</summary>
    public CriSupport this[CriOptionalCall call]
    {
        get
        {
            lock (_lock)
            {
                return _support[(int)call];
            }
        }
    }

    /// <summary>Forgets everything, and begins a generation.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            BeginGeneration();
            _version = null;
        }
    }

    /// <summary>Takes note of a reply to <c>Version</c>; begins a generation if it differs from the one before.</summary>
    public void ObserveVersion(VersionResponse version)
    {
        ArgumentNullException.ThrowIfNull(version);
        lock (_lock)
        {
            if (_version is not null && !_version.Equals(version))
            {
                BeginGeneration();
            }

            _version = version.Clone();
        }
    }

    /// <summary>Takes note that the runtime has answered a call.</summary>
    /// <param name="call">Which.</param>
    /// <param name="generation">The value of <see cref="Generation"/> when the call began.</param>
    public void ObserveSuccess(CriOptionalCall call, long generation) => Set(call, CriSupport.Supported, generation);

    /// <summary>Takes note that the runtime has answered Unimplemented to a call.</summary>
    /// <param name="call">Which.</param>
    /// <param name="generation">The value of <see cref="Generation"/> when the call began.</param>
    public void ObserveUnimplemented(CriOptionalCall call, long generation) => Set(call, CriSupport.Unsupported, generation);

    /// <summary>Takes note that a call, optional or not, lost its connection; begins a generation.</summary>
    /// <param name="generation">The value of <see cref="Generation"/> when the call began.</param>
    public void ObserveDisconnect(long generation)
    {
        lock (_lock)
        {
            // Hundreds of calls may lose the same connection: only the first of them counts.
            if (generation == _generation)
            {
                BeginGeneration();
            }
        }
    }

    private void Set(CriOptionalCall call, CriSupport support, long generation)
    {
        lock (_lock)
        {
            if (generation == _generation)
            {
                _support[(int)call] = support;
            }
        }
    }

    private void BeginGeneration()
    {
        Array.Clear(_support);
        Interlocked.Increment(ref _generation);
    }
}
