using System.Text;

namespace Agent.Logging;

/// <summary>A log file that keeps to a size: when it is full it becomes <c>NAME.1</c> and a new one is begun.</summary>
internal sealed class LogFile : IDisposable
{
    private readonly string _path;
    private readonly long _maxSize;
    private FileStream _stream;

    /// <param name="path">Its path; it is appended to, and readable by its owner only.</param>
    /// <param name="maxSize">Size in bytes at which a new one is begun.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public LogFile(string path, long maxSize = 10 << 20)
    {
        _path = path;
        _maxSize = maxSize;
        _stream = Open();
    }

    /// <summary>Appends a text.</summary>
    public void Write(string text)
    {
        if (_stream.Length >= _maxSize)
        {
            _stream.Dispose();
            File.Move(_path, $"{_path}.1", overwrite: true);
            _stream = Open();
        }

        _stream.Write(Encoding.UTF8.GetBytes(text));
        _stream.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private FileStream Open() => new(_path, new FileStreamOptions
    {
        Mode = FileMode.Append,
        Access = FileAccess.Write,
        Share = FileShare.ReadWrite | FileShare.Delete,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });
}
