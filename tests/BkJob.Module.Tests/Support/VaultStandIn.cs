namespace BkJob.Module.Tests;

/// <summary>
/// A module of the name Microsoft.PowerShell.SecretManagement, alone on PSModulePath, that answers as the real one does. Its secrets are
/// what the session has in the variables $app (SecureString) and $plain (text); one is never ready, and sets the event in $asked.
/// </summary>
internal sealed class VaultStandIn : IDisposable
{
    private const string Name = "Microsoft.PowerShell.SecretManagement";

    private const string Module = """
        function Get-Secret {
            [CmdletBinding()]
            param([string] $Name, [string] $Vault)
            switch ($Name) {
                'app' { $global:app }
                'name with blanks' { $global:app }
                'credential' { [pscredential]::new('ops', $global:app) }
                'of the vault' { if ($Vault -eq 'other') { $global:app } else { Write-Error "The secret $Name was not found." } }
                'text' { $global:plain }
                'table' { @{ secret = $global:plain } }
                'bytes' { [Text.Encoding]::UTF8.GetBytes($global:plain) }
                'two' { $global:app, $global:app }
                'nothing' { }
                'null' { $null }
                'locked' { throw 'A valid password is required to access the vault.' }
                'slow' { $global:requested.Set(); while ($true) { [Threading.Thread]::Sleep(20) } }
                default { $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new(
                    [System.Management.Automation.ItemNotFoundException]::new("The secret $Name was not found."), 'GetSecretNotFound', 'ObjectNotFound', $null)) }
            }
        }
        function Get-SecretVault {
            [pscustomobject]@{ Name = 'cloud'; ModuleName = 'Az.KeyVault' }
            [pscustomobject]@{ Name = 'local'; ModuleName = 'Microsoft.PowerShell.SecretStore' }
            [pscustomobject]@{ Name = 'other'; ModuleName = 'SecretManagement.KeePass' }
        }
        function Get-SecretInfo {
            param([string] $Vault)
            switch ($Vault) {
                'local' { 'app-prod', 'app-test' | ForEach-Object { [pscustomobject]@{ Name = $_; VaultName = 'local' } } }
                'other' { [pscustomobject]@{ Name = 'name with blanks'; VaultName = 'other' } }
                default { throw 'Listing the secrets of this vault would send a request.' }
            }
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("bkjob").FullName;
    private readonly string? _path = Environment.GetEnvironmentVariable("PSModulePath");

    /// <summary>Puts it on the path.</summary>
    /// <param name="isThere">False for a machine that has no such module.</param>
    public VaultStandIn(bool isThere = true)
    {
        if (isThere)
        {
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, Name)).FullName, $"{Name}.psm1"), Module);
        }

        Environment.SetEnvironmentVariable("PSModulePath", _folder);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PSModulePath", _path);
        Directory.Delete(_folder, recursive: true);
    }
}
