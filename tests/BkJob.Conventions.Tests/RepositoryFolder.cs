using System.Reflection;

namespace BkJob.Conventions.Tests;

/// <summary>The repository whose conventions are tested.</summary>
internal static class RepositoryFolder
{
    public static string Root { get; } = typeof(RepositoryFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "RepositoryRoot").Value!;
}
