using Microsoft.Extensions.Logging;

namespace Agent.Runtime.State;

/// <summary>
/// The runtime's folder: <c>sandboxes/&lt;id&gt;/sandbox.json</c>, <c>containers/&lt;id&gt;/container.json</c> and
/// <c>run.json</c>, and <c>corrupt/</c> for what could not be read. Only its owner may look in: the files hold environment values.
/// </summary>
internal sealed partial class StateStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly ILogger _logger;
    private readonly TimeProvider _clock;
    private readonly string _root;
    private readonly List<string> _lostContainers = [];

    /// <summary>Makes the folder if it is missing.</summary>
    public StateStore(string root, TimeProvider clock, ILogger<StateStore> logger)
    {
        (_root, _clock, _logger) = (root, clock, logger);
        foreach (var part in (ReadOnlySpan<string>)["", "sandboxes", "containers"])
        {
            Directory.CreateDirectory(Path.Join(root, part), OwnerOnly);
        }
    }

    /// <summary>The folder of a sandbox.</summary>
    public string SandboxFolder(string id) => Path.Join(_root, "sandboxes", id);

    /// <summary>The folder of a container.</summary>
    public string ContainerFolder(string id) => Path.Join(_root, "containers", id);

    /// <summary>Writes a sandbox, and its folder if it is new.</summary>
    public void Save(SandboxRecord record)
    {
        Directory.CreateDirectory(SandboxFolder(record.Id), OwnerOnly);
        StateFile.Write(Path.Join(SandboxFolder(record.Id), "sandbox.json"), RecordCodec.Encode(record));
    }

    /// <summary>Writes a new container.</summary>
    public void Save(ContainerRecord record)
    {
        Directory.CreateDirectory(ContainerFolder(record.Id), OwnerOnly);
        StateFile.Write(Path.Join(ContainerFolder(record.Id), "container.json"), RecordCodec.Encode(record));
    }

    /// <summary>Writes how far a container has come.</summary>
    public void Save(string containerId, ContainerRun run) =>
        StateFile.Write(Path.Join(ContainerFolder(containerId), "run.json"), RecordCodec.Encode(run));

    /// <summary>Removes a sandbox's folder.</summary>
    public void DeleteSandbox(string id) => Delete(SandboxFolder(id), "sandbox.json");

    /// <summary>Removes a container's folder.</summary>
    public void DeleteContainer(string id) => Delete(ContainerFolder(id), "container.json");

    /// <summary>Every sandbox. What cannot be read is set aside with a warning; what was never finished is removed.</summary>
    public IReadOnlyList<SandboxRecord> LoadSandboxes() =>
        [.. Load("sandboxes", "sandbox.json", RecordCodec.DecodeSandbox, record => record.Id, _ => { })];

    /// <summary>Every container, likewise.</summary>
    public IReadOnlyList<ContainerRecord> LoadContainers() =>
        [.. Load("containers", "container.json", RecordCodec.DecodeContainer, record => record.Id, _lostContainers.Add)];

    /// <summary>Ids of the containers that <see cref="LoadContainers"/> set aside; their processes may still run.</summary>
    public IReadOnlyList<string> LostContainers => _lostContainers;

    /// <summary>How far a container has come; null when that cannot be read any more. The file is then set aside.</summary>
    public ContainerRun? LoadRun(string containerId)
    {
        var path = Path.Join(ContainerFolder(containerId), "run.json");
        if (!File.Exists(path))
        {
            return ContainerRun.NotStarted;
        }

        try
        {
            return RecordCodec.DecodeRun(File.ReadAllBytes(path));
        }
        catch (InvalidDataException error)
        {
            SetAside(path, $"{containerId}-run.json", error);
            return null;
        }
    }

    private IEnumerable<T> Load<T>(
        string kind, string file, Func<byte[], T> decode, Func<T, string> idOf, Action<string> onLost)
    {
        foreach (var folder in Directory.GetDirectories(Path.Join(_root, kind)))
        {
            var path = Path.Join(folder, file);
            if (!File.Exists(path))
            {
                // The runtime was killed while it made or removed this one; nobody was ever told of it, or of it still.
                LogUnfinished(folder);
                Directory.Delete(folder, recursive: true);
                continue;
            }

            T record;
            try
            {
                record = decode(File.ReadAllBytes(path));
                if (idOf(record) != Path.GetFileName(folder))
                {
                    throw new InvalidDataException($"it says it is {idOf(record)}");
                }
            }
            catch (InvalidDataException error)
            {
                SetAside(folder, Path.GetFileName(folder), error);
                onLost(Path.GetFileName(folder));
                continue;
            }

            yield return record;
        }
    }

    private void SetAside(string path, string name, Exception error)
    {
        var aside = Path.Join(_root, "corrupt");
        Directory.CreateDirectory(aside, OwnerOnly);
        var target = Path.Join(aside, $"{_clock.GetUtcNow():yyyyMMdd-HHmmss-fffffff}-{name}");
        if (Directory.Exists(path))
        {
            Directory.Move(path, target);
        }
        else
        {
            File.Move(path, target);
        }

        LogCorrupt(path, error.Message, target);
    }

    // The record goes first, so that a kill in between leaves an unfinished folder, not a container without its files.
    private static void Delete(string folder, string record)
    {
        if (Directory.Exists(folder))
        {
            File.Delete(Path.Join(folder, record));
            Directory.Delete(folder, recursive: true);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "State {Path} cannot be read ({Reason}); it was set aside as {Target}")]
    private partial void LogCorrupt(string path, string reason, string target);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Removing the unfinished folder {Folder}")]
    private partial void LogUnfinished(string folder);
}
