using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace BkJob;

/// <summary>A secret as a vault lists it: by name only.</summary>
/// <param name="Vault">The vault.</param>
/// <param name="Name">The name.</param>
internal sealed record ListedSecret(string Vault, string Name);

/// <summary>
/// Lists vaults and secrets of SecretManagement for completion, in a runspace that cannot prompt and for a limited time: a user cannot
/// interrupt completion that waits for a password or a server.
/// </summary>
internal static class VaultList
{
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(3);

    /// <summary>Modules of vaults that are stored on this machine. Listing the secrets of others would send requests.</summary>
    private static readonly string[] LocalModules =
    [
        "Microsoft.PowerShell.SecretStore", "SecretManagement.JustinGrote.CredMan", "SecretManagement.KeePass", "SecretManagement.Keychain",
    ];

    private const string Import = "Import-Module Microsoft.PowerShell.SecretManagement -ErrorAction Stop;";

    private const string SecretScript = $$"""
        param($local)
        {{Import}}
        $vaults = try { Get-SecretVault } catch { }
        $remote = @($vaults | Where-Object { $_.ModuleName -and $_.ModuleName -notin $local })
        if ($remote) { $vaults | Where-Object Name -NotIn $remote.Name | ForEach-Object { Get-SecretInfo -Vault $_.Name } } else { Get-SecretInfo }
        """;

    /// <summary>Lists the secrets of the vaults of this machine.</summary>
    public static IReadOnlyList<ListedSecret> ReadSecrets() =>
        [.. Run(SecretScript).Select(secret => new ListedSecret(Property(secret, "VaultName"), Property(secret, "Name"))).Where(secret => secret.Name.Length > 0)];

    /// <summary>Lists the vaults.</summary>
    public static IReadOnlyList<string> ReadVaults() =>
        [.. Run($"{Import} Get-SecretVault").Select(vault => Property(vault, "Name")).Where(name => name.Length > 0)];

    private static PSObject[] Run(string script)
    {
        Task<PSObject[]> reading = Task.Run(() =>
        {
            using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
            runspace.Open();
            using PowerShell shell = PowerShell.Create();
            shell.Runspace = runspace;
            using var limit = new Timer(_ => shell.BeginStop(null, null), state: null, MaxTime, Timeout.InfiniteTimeSpan);
            return shell.AddScript(script).AddArgument(LocalModules).Invoke().ToArray();
        });

        // A module that does not react to the stop is abandoned.
        return reading.Wait(MaxTime + MaxTime) ? reading.Result : [];
    }

    private static string Property(PSObject item, string name) => item.Properties[name]?.Value?.ToString() ?? "";
}
