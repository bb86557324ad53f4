using Agent.Kubernetes.Generator;

namespace Agent.Kubernetes.Tests.Generator;

public sealed class DriftTests
{
    [Fact]
    public void Find_CommittedModels_AreWhatTheGeneratorWrites()
    {
        var files = ModelGenerator.Generate(
            File.ReadAllLines(Path.Combine(ModelsFolder.Path, ModelGenerator.TableFile)),
            File.ReadAllLines(Path.Combine(ModelsFolder.Path, ModelGenerator.RootsFile)));

        Assert.Empty(Drift.Find(ModelsFolder.Path, files));
    }

    [Fact]
    public void Find_ChangedMissingAndForeignFiles_NamesEach()
    {
        var folder = Directory.CreateTempSubdirectory("drift");
        try
        {
            Drift.Write(folder.FullName, [new("Models/Generated/A.cs", "a"), new("Models/Generated/B.cs", "b")]);

            var drift = Drift.Find(folder.FullName, [new("Models/Generated/A.cs", "other"), new("Models/Generated/C.cs", "c")]);

            Assert.Equal(
                [
                    "Models/Generated/A.cs: differs from what the generator writes",
                    "Models/Generated/C.cs: missing",
                    "Models/Generated/B.cs: not written by the generator",
                ],
                drift);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Write_FileNoLongerGenerated_IsRemoved()
    {
        var folder = Directory.CreateTempSubdirectory("drift");
        try
        {
            Drift.Write(folder.FullName, [new("Models/Generated/A.cs", "a"), new("Models/Generated/B.cs", "b")]);
            Drift.Write(folder.FullName, [new("Models/Generated/A.cs", "a")]);

            Assert.Equal(["A.cs"], Directory.GetFiles(Path.Combine(folder.FullName, "Models/Generated")).Select(Path.GetFileName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
