using System.Security.Cryptography;

namespace Agent.EndToEnd.Tests.Fixtures;

/// <summary>
/// The one temporary directory below which everything of one fixture lives. While the fixture lives it holds a lock in it;
/// a directory whose lock nobody holds was left by a test run that crashed, and the next one cleans it up.
/// </summary>
internal sealed class LabDirectory : IAsyncDisposable
{
    /// <summary>The environment variable that marks every process of a fixture; its value is the directory.</summary>
    public const string Variable = "AGENT_LAB_DIRECTORY";

    private const string Prefix = "agent-lab-";
    private const int KeptLogs = 20;

    private readonly FileStream _lock;
    private readonly Watchdog _watchdog;

    private LabDirectory(string path, FileStream directoryLock)
    {
        Path = path;
        _lock = directoryLock;
        Network = System.IO.Path.Combine(path, "network");
        _watchdog = Watchdog.Start(path);
    }

    public string Path { get; }

    /// <summary>The file that names the bridge, for whoever cleans up.</summary>
    public string Network { get; }

    /// <summary>Where the logs of past fixtures are kept, the newest few.</summary>
    public static string Logs => System.IO.Path.Combine(AppContext.BaseDirectory, "lab-logs");

    /// <summary>A new directory, after cleaning what crashed test runs left.</summary>
    public static async Task<LabDirectory> CreateAsync()
    {
        // Short, because a unix socket's path may have 107 bytes; and one lock for all, so that no half-made one is cleaned.
        var root = System.IO.Path.GetTempPath() is { Length: <= 40 } temp ? temp : "/tmp";
        await using var all = await LockAsync(System.IO.Path.Combine(root, "agent-lab.lock"));
        foreach (var abandoned in Directory.GetDirectories(root, Prefix + "*").Where(IsAbandoned))
        {
            await Remains.CleanAsync(abandoned);
        }

        var path = System.IO.Path.Combine(root, Prefix + RandomNumberGenerator.GetHexString(6, lowercase: true));
        Directory.CreateDirectory(path);
        return new LabDirectory(path, await LockAsync(LockOf(path)));
    }

    public string Combine(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Creates a directory inside and returns its path.</summary>
    public string Directories(params ReadOnlySpan<string> parts) => Directory.CreateDirectory(Combine(parts)).FullName;

    /// <summary>Ends every process of the fixture, unmounts, removes its network and the directory; keeps the logs.</summary>
    public async ValueTask DisposeAsync()
    {
        KeepLogs();
        await Remains.CleanAsync(Path);
        await _lock.DisposeAsync();
        await _watchdog.DisposeAsync();
    }

    private static string LockOf(string directory) => System.IO.Path.Combine(directory, "lock");

    private static bool IsAbandoned(string directory)
    {
        try
        {
            using var held = Lock(LockOf(directory));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>An exclusive lock that the kernel gives back when the process ends, however it ends.</summary>
    private static FileStream Lock(string file) => new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static Task<FileStream> LockAsync(string file) => Eventually.ValueAsync(
        () =>
        {
            try
            {
                return Task.FromResult<FileStream?>(Lock(file));
            }
            catch (IOException)
            {
                return Task.FromResult<FileStream?>(null);
            }
        },
        $"the lock {file}");

    private void KeepLogs()
    {
        var target = Directory.CreateDirectory(System.IO.Path.Combine(Logs, System.IO.Path.GetFileName(Path))).FullName;
        foreach (var log in Directory.GetFiles(Path, "*.log"))
        {
            File.Copy(log, System.IO.Path.Combine(target, System.IO.Path.GetFileName(log)), overwrite: true);
        }

        foreach (var old in Directory.GetDirectories(Logs).OrderByDescending(Directory.GetCreationTimeUtc).Skip(KeptLogs))
        {
            Directory.Delete(old, recursive: true);
        }
    }
}
