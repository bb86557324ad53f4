namespace StandIns.Grpc.Tests.Harness;

/// <summary>A directory of its own for a test's sockets, short enough for a socket's path, removed at the end.</summary>
internal sealed class TestDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("grpc");

    public string File(string name) => Path.Combine(_directory.FullName, name);

    public void Dispose() => _directory.Delete(recursive: true);
}
