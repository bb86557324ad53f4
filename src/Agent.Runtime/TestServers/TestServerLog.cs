namespace Agent.Runtime.TestServers;

/// <summary>Writes whole lines, also from several threads.</summary>
internal sealed class TestServerLog(TextWriter stdout)
{
    private readonly Lock _lock = new();

    /// <summary>Writes a line, at once.</summary>
    public void Write(string line, bool toStderr = false)
    {
        lock (_lock)
        {
            var writer = toStderr ? Console.Error : stdout;
            writer.WriteLine(line);
            writer.Flush();
        }
    }
}
