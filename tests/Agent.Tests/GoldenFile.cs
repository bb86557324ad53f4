namespace Agent.Tests;

/// <summary>A file in the repository that the program must be able to write again, to the letter.</summary>
internal static class GoldenFile
{
    /// <summary>Compares; with UPDATE_GOLDEN=1 in the environment, writes the file instead.</summary>
    public static void Check(string pathFromRepository, string actual)
    {
        var path = Repository.Path(pathFromRepository);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{pathFromRepository} is missing; write it with UPDATE_GOLDEN=1 dotnet test tests/Agent.Tests");
        var expected = File.ReadAllText(path);
        if (expected != actual)
        {
            var line = expected.Split('\n').Zip(actual.Split('\n')).TakeWhile(pair => pair.First == pair.Second).Count();
            Assert.Fail(
                $"{pathFromRepository} differs from line {line + 1} on; if that is right, update it with UPDATE_GOLDEN=1 dotnet test tests/Agent.Tests\n" +
                $"expected: {expected.Split('\n').ElementAtOrDefault(line)}\nactual:   {actual.Split('\n').ElementAtOrDefault(line)}");
        }
    }
}
