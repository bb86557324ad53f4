using System.Text;
using Agent.Node.Host.Linux.Volumes;
using Agent.Node.Host.Volumes;
using FsCheck;
using FsCheck.Fluent;

namespace Agent.Node.Tests.Host.Volumes;

public sealed class AtomicWriterTests : IDisposable
{
    private static readonly VolumeOwnership Nobody = new();

    private readonly string _root = Directory.CreateTempSubdirectory("agent-writer-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Write_Files_AreFoundThroughLinksInTheKubeletsLayout()
    {
        Assert.True(Write(("a", "1"), ("d/b", "2")));

        Assert.Equal("1", Read("a"));
        Assert.Equal("2", Read("d/b"));
        Assert.Equal("..data/a", new FileInfo(Path.Combine(_root, "a")).LinkTarget);
        Assert.Equal("..data/d", new FileInfo(Path.Combine(_root, "d")).LinkTarget);
        Assert.Matches(@"^\.\.\d{4}_\d\d_\d\d_\d\d_\d\d_\d\d\.\d+$", new FileInfo(Path.Combine(_root, "..data")).LinkTarget);
    }

    [Fact]
    public void Write_TheSame_ChangesNothing()
    {
        Write(("a", "1"));
        var before = new FileInfo(Path.Combine(_root, "..data")).LinkTarget;

        Assert.False(Write(("a", "1")));

        Assert.Equal(before, new FileInfo(Path.Combine(_root, "..data")).LinkTarget);
    }

    [Fact]
    public void Write_FileGone_ItsLinkGoesAndTheOthersStay()
    {
        Write(("a", "1"), ("b", "2"));
        Write(("b", "2"));

        Assert.Equal(["..data", "b"], Names().Where(n => !n.StartsWith("..2", StringComparison.Ordinal)));
    }

    [Fact]
    public void Write_LeftOversOfACrash_AreSwept()
    {
        Directory.CreateDirectory(Path.Combine(_root, "..2026_01_01_00_00_00.1"));
        File.CreateSymbolicLink(Path.Combine(_root, "..data_tmp"), "..2026_01_01_00_00_00.1");

        Write(("a", "1"));

        Assert.Equal(3, Names().Count());
        Assert.Equal("1", Read("a"));
    }

    [Fact]
    public void Write_LinkDeleted_IsMadeAgain()
    {
        Write(("a", "1"));
        File.Delete(Path.Combine(_root, "a"));

        Write(("a", "1"));

        Assert.Equal("1", Read("a"));
    }

    [Theory]
    [InlineData(0x100)]   // 0400
    [InlineData(0x1A4)]   // 0644
    [InlineData(0x1FF)]   // 0777
    public void Write_Mode_IsTheFiles(int mode)
    {
        AtomicWriter.Write(_root, [new VolumeFile("a", "x"u8.ToArray(), mode)], Nobody);

        Assert.Equal((UnixFileMode)mode, File.GetUnixFileMode(Path.Combine(_root, "a")));
    }

    [Fact]
    public void Write_ReaderAllTheWhile_NeverSeesAMixture()
    {
        Write(("a", "0"), ("b", "0"));
        using var end = new CancellationTokenSource();
        var data = Path.Combine(_root, "..data");
        var reader = new Thread(() =>
        {
            while (!end.IsCancellationRequested)
            {
                // One resolution of ..data, as a program that follows the convention does it.
                var directory = Path.Combine(_root, new FileInfo(data).LinkTarget!);
                try
                {
                    if (File.ReadAllText(Path.Combine(directory, "a")) != File.ReadAllText(Path.Combine(directory, "b")))
                    {
                        throw new InvalidOperationException("a mixture");
                    }
                }
                catch (IOException)
                {
                    // Replaced meanwhile: the next resolution finds the new one.
                }
            }
        });
        reader.Start();
        for (var n = 1; n < 200; n++)
        {
            var text = n.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Write(("a", text), ("b", text));
            Assert.Equal(text, Read("a"));
        }

        end.Cancel();
        reader.Join();
    }

    [Fact]
    public void Write_AnyHistory_LeavesExactlyTheLastFiles()
    {
        var file = from name in Gen.Elements("a", "b", "c", "d/e", "d/f", "g/h/i")
                   from text in Gen.Elements("", "1", "22")
                   select (name, text);
        var contents = from files in file.ListOf() select files.DistinctBy(f => f.name).ToArray();
        Check.One(
            FsCheck.Config.QuickThrowOnFailure.WithMaxTest(50),
            Prop.ForAll(contents.ListOf().ToArbitrary(), history =>
            {
                foreach (var files in history)
                {
                    Write(files);
                    var there = Names().Where(n => !n.StartsWith("..", StringComparison.Ordinal)).ToList();
                    Assert.Equal(files.Select(f => f.name.Split('/')[0]).Distinct().Order(StringComparer.Ordinal), there);
                    Assert.All(files, f => Assert.Equal(f.text, Read(f.name)));

                    // The present directory and nothing of earlier ones.
                    Assert.Single(Names(), n => n.StartsWith("..2", StringComparison.Ordinal));
                }
            }));
    }

    private bool Write(params (string Name, string Text)[] files) =>
        AtomicWriter.Write(_root, [.. files.Select(f => new VolumeFile(f.Name, Encoding.UTF8.GetBytes(f.Text), 0x1A4))], Nobody);

    private string Read(string name) => File.ReadAllText(Path.Combine(_root, name));

    private IEnumerable<string> Names() =>
        new DirectoryInfo(_root).EnumerateFileSystemInfos().Select(f => f.Name).Order(StringComparer.Ordinal);
}
