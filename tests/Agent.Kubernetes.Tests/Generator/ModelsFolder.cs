namespace Agent.Kubernetes.Tests.Generator;

/// <summary>Where the models' project lies in the checked-out repository.</summary>
internal static class ModelsFolder
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Agent.sln")))
            {
                return System.IO.Path.Combine(folder.FullName, "src", "Agent.Kubernetes");
            }
        }

        throw new InvalidOperationException("the tests must run below the repository, where Agent.sln is");
    }
}
